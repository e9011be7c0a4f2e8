package org.amadeus.data.compare;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.data.notes.NoteSequence;

/** The measures of many pieces together. Not thread-safe. */
public final class MusicStatistics {
    private final Map<Measure, Distribution> distributions = new EnumMap<>(Measure.class);
    private int pieces;
    private long notes;
    private double seconds;

    public MusicStatistics() {
        for (Measure measure : Measure.values()) {
            distributions.put(measure, measure.distribution());
        }
    }

    /** Adds a piece. */
    public void add(NoteSequence piece) {
        distributions.forEach((measure, distribution) -> measure.measure(piece, distribution));
        pieces++;
        notes += piece.size();
        seconds += piece.end() - piece.start();
    }

    public Distribution of(Measure measure) {
        return distributions.get(measure);
    }

    public int pieces() {
        return pieces;
    }

    public long notes() {
        return notes;
    }

    /** From each piece's first start to its last end. */
    public double seconds() {
        return seconds;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pieces", pieces);
        json.put("notes", notes);
        json.put("seconds", seconds);
        return json;
    }
}
