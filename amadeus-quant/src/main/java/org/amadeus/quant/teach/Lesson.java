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
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;

/**
 * Music to be taught, in two parts: learned from, and held out to judge by. Held out are whole pieces, chosen by a checksum
 * of the music, about a tenth of the events and a quarter at most; where every piece is more than that, the last sixth of
 * each. Closed, what was cut is gone.
 */
public final class Lesson implements AutoCloseable {
    private static final double ENOUGH = 0.1;
    private static final double MOST = 0.25;
    /** The share of a piece that is cut off its end. */
    private static final double END = 1.0 / 6;
    /** Less than this holds no phrase to judge by. */
    private static final int LEAST_EVENTS = 400;

    private final PerformanceDataset learned;
    private final PerformanceDataset heldOut;
    private final Optional<DatasetSource> cut;

    private Lesson(PerformanceDataset all, Set<String> heldOut, Optional<DatasetSource> cut) {
        this.learned = all.only(piece -> !heldOut.contains(piece.name()));
        this.heldOut = all.only(piece -> heldOut.contains(piece.name()));
        this.cut = cut;
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
        return pieces.isEmpty() ? cut(music) : new Lesson(music, pieces, Optional.empty());
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
        DatasetSource source = DatasetSource.of(parts, music.settings());
        return new Lesson(source.dataset(), ends, Optional.of(source));
    }

    /** What to learn from. */
    public PerformanceDataset learned() {
        return learned;
    }

    /** What to judge by. */
    public PerformanceDataset heldOut() {
        return heldOut;
    }

    /** Whether the ends of pieces were held out, for want of whole ones. */
    public boolean isCut() {
        return cut.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (cut.isPresent()) {
            cut.get().close();
        }
    }
}
