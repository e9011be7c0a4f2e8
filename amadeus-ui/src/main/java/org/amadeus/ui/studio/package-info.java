/**
 * The studio: a page on 127.0.0.1 on which one plays and the model answers. {@link org.amadeus.ui.studio.StudioServer}
 * serves it; {@code docs/studio.md} documents what page and server say to each other.
 */
package org.amadeus.ui.studio;
