package org.amadeus.data.dataset.window;

import java.io.Serializable;

/**
 * A stretch of a piece to learn from.
 *
 * @param piece the piece's place in its dataset
 * @param start its first event
 */
public record Window(int piece, int start) implements Serializable {}
