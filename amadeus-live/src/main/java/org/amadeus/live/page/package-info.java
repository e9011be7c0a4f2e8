/**
 * A page and the engine that plays for it, wherever that runs: what they say to each other, a record a message, as
 * {@code docs/studio.md} lists it, and {@link org.amadeus.live.page.PageEngine}, which decides all there is to decide about
 * music. The page shows and sends.
 */
package org.amadeus.live.page;
