/** Pictures of music. */
package org.amadeus.ui.roll;
