package org.amadeus.data.midi.read;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MidiFormatException;

/** What was found wrong with a file while it was read, and whether that is got by. */
final class Faults {
    private static final int MOST_TOLD = 20;

    private final String source;
    private final Tolerance tolerance;
    private final List<String> warnings = new ArrayList<>();
    private int unreported;

    Faults(String source, Tolerance tolerance) {
        this.source = source;
        this.tolerance = tolerance;
    }

    /**
     * Something is wrong, and all of the music is there.
     *
     * @throws MidiFormatException where nothing may be wrong
     */
    void passOver(int offset, int track, String reason) {
        MidiFormatException fault = new MidiFormatException(source, offset, track, reason);
        if (tolerance == Tolerance.STRICT) {
            throw fault;
        }
        report(fault);
    }

    /**
     * Something is wrong, and music is lost by it.
     *
     * @throws MidiFormatException where that may not be
     */
    void lose(MidiFormatException fault) {
        if (tolerance != Tolerance.LENIENT) {
            throw fault;
        }
        report(fault);
    }

    private void report(MidiFormatException fault) {
        if (warnings.size() < MOST_TOLD) {
            warnings.add(fault.getMessage());
        } else {
            unreported++;
        }
    }

    /** A line each. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (unreported > 0) {
            all.add(source + ": " + Counted.of(unreported, "more fault") + " like these");
        }
        return all;
    }
}
