package org.amadeus.ui.studio.message;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.page.EngineJson;

/** Notes as the page sends them: rows {@code [start, end, pitch, velocity]}, times in seconds. */
final class NoteRows {
    private NoteRows() {}

    /** @param longest the latest time there may be, seconds */
    static NoteSequence read(List<?> rows, double longest) {
        List<Note> notes = new ArrayList<>(rows.size());
        for (Object entry : rows) {
            if (!(entry instanceof List<?> row) || row.size() != 4) {
                throw new RefusedException("note " + notes.size() + " is not [start, end, pitch, velocity]");
            }
            double start = JsonFields.number("start", row.get(0), 0, longest);
            double end = JsonFields.number("end", row.get(1), start, longest);
            int pitch = (int) JsonFields.whole("pitch", row.get(2), 0, 127);
            int velocity = (int) JsonFields.whole("velocity", row.get(3), 1, 127);
            notes.add(new Note(start, end, pitch, velocity));
        }
        return NoteSequence.of(notes);
    }

    /** @param from the time that is written as 0, seconds */
    static void write(StringBuilder json, NoteSequence notes, double from) {
        json.append('[');
        for (Note note : notes) {
            json.append(json.charAt(json.length() - 1) == '[' ? "[" : ",[");
            json.append(EngineJson.seconds(note.start() - from))
                    .append(',')
                    .append(EngineJson.seconds(note.end() - from));
            json.append(',')
                    .append(note.pitch())
                    .append(',')
                    .append(note.velocity())
                    .append(']');
        }
        json.append(']');
    }
}
