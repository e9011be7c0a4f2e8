package org.amadeus.data.performance;

import java.io.PrintWriter;
import java.util.Locale;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;
import org.amadeus.data.notes.Note;

/** Prints a performance: as JSON for programs, as a list for people. */
public final class PerformanceText {
    private static final String[] PITCH_CLASSES = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};

    private PerformanceText() {}

    /**
     * One JSON object: {@code {"profile": "expressive", "notes": [[start, end, pitch, velocity], ..], "events": [..],
     * "controls": [[density, 12 shares in 255ths], ..]}}, times in seconds of the file.
     */
    public static void writeJson(Performance performance, PrintWriter out) {
        out.print("{\"profile\": \"" + performance.profile().id() + "\",\n \"notes\": [");
        String comma = "";
        for (Note note : performance.notes()) {
            out.print(comma + "[" + note.start() + ", " + note.end() + ", " + note.pitch() + ", " + note.velocity()
                    + "]");
            comma = ", ";
        }
        out.print("],\n \"events\": " + performance.events() + ",\n \"controls\": [");
        byte[] bytes = performance.controls().toBytes();
        for (int at = 0; at < bytes.length; at++) {
            int place = at % ControlSequence.BYTES;
            out.print(place > 0 ? ", " : at == 0 ? "[" : "], [");
            out.print(bytes[at] & 0xFF);
        }
        out.println("]]}");
    }

    /** A line an event: its number, when it happens, the integer a model sees, and what it means. */
    public static void writeList(Performance performance, PrintWriter out) {
        EventSequence events = performance.events();
        EventCodec codec = EventCodec.of(performance.profile());
        out.printf(
                Locale.ROOT,
                "%s, %s, %.1f seconds, %s profile%n",
                Counted.of(performance.notes().size(), "note"),
                Counted.of(events.size(), "event"),
                events.seconds(),
                performance.profile().id());
        double time = 0;
        for (int i = 0; i < events.size(); i++) {
            int event = events.get(i);
            out.printf(Locale.ROOT, "%6d %9.3f s  %3d  %s%n", i, time, event, describe(event, codec));
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            }
        }
    }

    private static String describe(int event, EventCodec codec) {
        if (EventVocabulary.isTimeShift(event)) {
            return String.format(Locale.ROOT, "time shift %.3f s", EventVocabulary.seconds(event));
        }
        if (EventVocabulary.isVelocity(event)) {
            return "velocity " + codec.velocity(event);
        }
        return (EventVocabulary.isNoteOn(event) ? "note on " : "note off ") + name(EventVocabulary.pitch(event));
    }

    /** {@code C4} for 60. */
    private static String name(int pitch) {
        return PITCH_CLASSES[pitch % 12] + (pitch / 12 - 1);
    }
}
