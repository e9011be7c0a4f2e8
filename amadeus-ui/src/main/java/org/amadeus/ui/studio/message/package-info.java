/** What the page and the server say to each other, as {@code docs/studio.md} lists it: read strictly, written by hand. */
package org.amadeus.ui.studio.message;
