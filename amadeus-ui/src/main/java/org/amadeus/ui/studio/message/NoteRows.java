package org.amadeus.ui.studio.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Notes as the page sends them: rows {@code [start, end, pitch, velocity]}, times in seconds. */
final class NoteRows {
    /** The longest piece, seconds. */
    static final double LONGEST = 3600;

    private NoteRows() {}

    static NoteSequence read(JsonNode rows) {
        List<Note> notes = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            if (!row.isArray() || row.size() != 4) {
                throw new RefusedException("note " + notes.size() + " is not [start, end, pitch, velocity]");
            }
            double start = JsonFields.number("start", row.get(0), 0, LONGEST);
            double end = JsonFields.number("end", row.get(1), start, LONGEST);
            int pitch = (int) JsonFields.whole("pitch", row.get(2), 0, 127);
            int velocity = (int) JsonFields.whole("velocity", row.get(3), 1, 127);
            notes.add(new Note(start, end, pitch, velocity));
        }
        return NoteSequence.of(notes);
    }

    static void write(StringBuilder json, NoteSequence notes) {
        json.append('[');
        for (Note note : notes) {
            json.append(json.charAt(json.length() - 1) == '[' ? "[" : ",[");
            json.append(seconds(note.start())).append(',').append(seconds(note.end()));
            json.append(',')
                    .append(note.pitch())
                    .append(',')
                    .append(note.velocity())
                    .append(']');
        }
        json.append(']');
    }

    /** A time to a tenth of a millisecond: finer than a MIDI file's tick. */
    static double seconds(double seconds) {
        return Math.rint(seconds * 1e4) / 1e4;
    }
}
