package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.util.List;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoredEvents;
import org.amadeus.data.selection.Likeness;
import org.amadeus.data.selection.Quality;

/** Looks at the music of many pieces: with this machine's threads ({@link LocalInspector}), or with others'. */
public interface Inspector {
    /** What is measured of each piece, in their order. */
    List<Quality> qualities(StoredEvents events, List<Piece> pieces) throws IOException;

    /**
     * Every pair of pieces that share music, in the order of their places.
     *
     * @param threshold share of the windows of the one with fewer, 0 .. 1
     */
    List<Likeness> alike(StoredEvents events, List<Piece> pieces, double threshold) throws IOException;
}
