package org.amadeus.quant.teach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;

/**
 * Music to be taught, in two parts: learned from, and held out to judge by. Held out are whole pieces, chosen by a checksum
 * of the music, about a tenth of the events and a quarter at most; where every piece is more than that, the last sixth of
 * each. Closed, what was made is gone.
 *
 * @param learned what to learn from
 * @param heldOut what to judge by
 * @param made    what both are parts of, where there was no such dataset before
 */
public record Lesson(PerformanceDataset learned, PerformanceDataset heldOut, Optional<DatasetSource> made)
        implements AutoCloseable {
    private static final double ENOUGH = 0.1;
    private static final double MOST = 0.25;
    /** The share of a piece that is cut off its end. */
    private static final double END = 1.0 / 6;
    /** Less than this holds no phrase to judge by. */
    private static final int LEAST_EVENTS = 400;

    /** Of pieces that there is no dataset of yet, some of them held out. */
    static Lesson of(Map<String, EventSequence> pieces, Set<String> heldOut, StoreSettings settings)
            throws IOException {
        DatasetSource source = DatasetSource.of(pieces, settings);
        return of(source.dataset(), heldOut, Optional.of(source));
    }

    private static Lesson of(PerformanceDataset all, Set<String> heldOut, Optional<DatasetSource> made) {
        return new Lesson(
                all.only(piece -> !heldOut.contains(piece.name())),
                all.only(piece -> heldOut.contains(piece.name())),
                made);
    }

    /** @throws AmadeusException where there are too few notes to learn from any */
    public static Lesson of(PerformanceDataset music) throws IOException {
        if (music.eventCount() < LEAST_EVENTS) {
            throw new AmadeusException(Counted.of(music.pieces().size(), "usable file") + " with "
                    + Counted.of(music.eventCount(), "event") + " are too little to learn from, expected "
                    + LEAST_EVENTS
                    + " or more: some minutes of music");
        }
        Set<String> pieces = wholePieces(music);
        return pieces.isEmpty() ? cut(music) : of(music, pieces, Optional.empty());
    }

    private static Set<String> wholePieces(PerformanceDataset music) {
        List<Piece> order = new ArrayList<>(music.pieces());
        order.sort(Comparator.comparingInt(Piece::checksum).thenComparing(Piece::name));
        Set<String> heldOut = new HashSet<>();
        long events = 0;
        for (Piece piece : order) {
            if (events < ENOUGH * music.eventCount() && events + piece.events() <= MOST * music.eventCount()) {
                heldOut.add(piece.name());
                events += piece.events();
            }
        }
        return heldOut;
    }

    private static Lesson cut(PerformanceDataset music) throws IOException {
        Map<String, EventSequence> parts = new LinkedHashMap<>();
        Set<String> ends = new HashSet<>();
        for (int i = 0; i < music.pieces().size(); i++) {
            EventSequence events = music.events(i);
            String name = music.pieces().get(i).name();
            int at = events.size() - (int) Math.ceil(END * events.size());
            parts.put(name, events.slice(0, at));
            parts.put(name + ", the end", events.slice(at, events.size()));
            ends.add(name + ", the end");
        }
        return of(parts, ends, music.settings());
    }

    /** Whether the ends of pieces were held out, for want of whole ones. */
    public boolean isCut() {
        return made.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (made.isPresent()) {
            made.get().close();
        }
    }
}
