/** What whoever listens on a network needs: bounds on how much is heard. */
package org.amadeus.ui.net;
