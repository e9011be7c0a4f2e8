/** Notes as a model sees them: sequences of the 240 events, and the two codecs that make and read them. */
package org.amadeus.data.events;
