/** The studio for guests: who is let in from another device of the same network, by a code that is shown to the owner. */
package org.amadeus.ui.studio.share;
