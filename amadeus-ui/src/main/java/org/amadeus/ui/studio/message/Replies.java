package org.amadeus.ui.studio.message;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.page.EngineJson;
import org.amadeus.live.page.EngineMessage;

/** What the server itself says to a page, as JSON; the music is its engine's to say. */
public final class Replies {
    private Replies() {}

    /**
     * The first message: what plays here, and whether samples of a real piano were built in.
     *
     * @param card   what to tell of the model, in the order to show it
     * @param shared whether the owner can let others in
     */
    public static String welcome(Map<String, String> card, boolean samples, boolean shared) {
        StringBuilder json = new StringBuilder("{\"type\":\"welcome\",\"samples\":")
                .append(samples)
                .append(shared ? ",\"shared\":true" : "")
                .append(",\"model\":{");
        String separator = "";
        for (Map.Entry<String, String> entry : card.entrySet()) {
            json.append(separator)
                    .append(EngineJson.quoted(entry.getKey()))
                    .append(':')
                    .append(EngineJson.quoted(entry.getValue()));
            separator = ",";
        }
        return json.append("}}").toString();
    }

    /** A message is not taken, or what it asked for ended by a fault: no more comes of it. */
    public static String refused(String reason, OptionalLong id) {
        return EngineJson.write(new EngineMessage.Refused(id, reason));
    }

    /** Why a request over HTTP is not taken. */
    public static String refused(String reason) {
        return refused(reason, OptionalLong.empty());
    }

    /**
     * An uploaded MIDI file; its first note begins at 0.
     *
     * @param you      the notes of the one who uploads it
     * @param amadeus  those of the model, where it is a piece that was saved here
     * @param warnings what was wrong with it, though it could be read
     */
    public static String phrase(NoteSequence you, NoteSequence amadeus, List<String> warnings) {
        double start = Math.min(startOf(you), startOf(amadeus));
        StringBuilder json = new StringBuilder("{\"notes\":");
        NoteRows.write(json, you, start);
        if (!amadeus.isEmpty()) {
            json.append(",\"amadeus\":");
            NoteRows.write(json, amadeus, start);
        }
        if (!warnings.isEmpty()) {
            json.append(
                    warnings.stream().map(EngineJson::quoted).collect(Collectors.joining(",", ",\"warnings\":[", "]")));
        }
        return json.append('}').toString();
    }

    private static double startOf(NoteSequence notes) {
        return notes.isEmpty() ? Double.POSITIVE_INFINITY : notes.start();
    }
}
