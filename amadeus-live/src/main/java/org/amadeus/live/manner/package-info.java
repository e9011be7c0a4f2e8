/** How loud and how fast a phrase is, and answers that follow it. */
package org.amadeus.live.manner;
