/**
 * What the model does beside the player, by {@link org.amadeus.live.mode.Mode}: which events it may draw is a
 * {@link org.amadeus.live.mode.Course}, the model chooses among them.
 */
package org.amadeus.live.mode;
