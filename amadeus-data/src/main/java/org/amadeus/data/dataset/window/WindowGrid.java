package org.amadeus.data.dataset.window;

import java.util.Arrays;
import java.util.List;
import org.amadeus.data.dataset.Piece;

/**
 * All windows of a dataset: in each piece one of {@code length} events at every {@code stride} events. A piece shorter
 * than a window has one, filled up by repeating the piece. Only a number for each piece is kept, none for each window.
 */
public final class WindowGrid {
    private final int length;
    private final int stride;
    /** Windows of all pieces up to and including each. */
    private final long[] upTo;

    /**
     * @param length events of a window, 1 or more
     * @param stride events from one window's start to the next one's, 1 or more
     */
    public WindowGrid(List<Piece> pieces, int length, int stride) {
        if (length < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "window " + length + ", stride " + stride + ": expected 1 or more of both");
        }
        this.length = length;
        this.stride = stride;
        this.upTo = new long[pieces.size()];
        long sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.max(0, pieces.get(i).events() - length) / stride + 1;
            upTo[i] = sum;
        }
    }

    /** How many windows there are. */
    public long size() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** The window of that number, 0 .. {@link #size} - 1. */
    public Window get(long number) {
        if (number < 0 || number >= size()) {
            throw new IndexOutOfBoundsException("window " + number + " of " + size());
        }
        int found = Arrays.binarySearch(upTo, number + 1);
        int piece = found >= 0 ? found : -found - 1;
        long before = piece == 0 ? 0 : upTo[piece - 1];
        return new Window(piece, (int) (number - before) * stride);
    }

    /** Events of a window. */
    public int length() {
        return length;
    }
}
