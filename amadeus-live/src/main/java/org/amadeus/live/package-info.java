/**
 * Call and response, once, for the keyboard and for the page: somebody plays a phrase, the model, which listened,
 * answers. {@link org.amadeus.live.Conductor} receives keys and says when the answer begins and what it plays;
 * {@link org.amadeus.live.voice.Improviser} is the voice of a model. Knows no device, no thread, no clock: whoever drives it
 * says what the time is, in seconds on one clock, and is told when to come again.
 */
package org.amadeus.live;
