package org.amadeus.ui.studio.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;
import java.util.Map;
import org.amadeus.data.notes.NoteSequence;

/** What the server says to a page, as JSON. Times are seconds of music since the answer's first note. */
public final class Replies {
    private Replies() {}

    /**
     * The first message: what plays here, and whether samples of a real piano were built in.
     *
     * @param card what to tell of the model, in the order to show it
     */
    public static String welcome(Map<String, String> card, boolean samples) {
        StringBuilder json = new StringBuilder("{\"type\":\"welcome\",\"samples\":")
                .append(samples)
                .append(",\"model\":{");
        String separator = "";
        for (Map.Entry<String, String> entry : card.entrySet()) {
            json.append(separator).append(quoted(entry.getKey())).append(':').append(quoted(entry.getValue()));
            separator = ",";
        }
        return json.append("}}").toString();
    }

    /** The model has heard everything and begins to answer. */
    public static String begin(long id, long seed) {
        return "{\"type\":\"begin\",\"id\":" + id + ",\"seed\":" + seed + "}";
    }

    public static String noteOn(long id, double at, int pitch, int velocity) {
        return "{\"type\":\"on\",\"id\":" + id + ",\"at\":" + NoteRows.seconds(at) + ",\"pitch\":" + pitch
                + ",\"velocity\":" + velocity + "}";
    }

    public static String noteOff(long id, double at, int pitch) {
        return "{\"type\":\"off\",\"id\":" + id + ",\"at\":" + NoteRows.seconds(at) + ",\"pitch\":" + pitch + "}";
    }

    /** The answer's end, after its last note ended. */
    public static String end(long id, double seconds, Ending why) {
        return "{\"type\":\"end\",\"id\":" + id + ",\"seconds\":" + NoteRows.seconds(seconds) + ",\"why\":\""
                + why.name().toLowerCase(Locale.ROOT) + "\"}";
    }

    public static String refused(String reason) {
        return "{\"type\":\"refused\",\"reason\":" + quoted(reason) + "}";
    }

    /** The notes of an uploaded MIDI file. */
    public static String phrase(NoteSequence notes) {
        StringBuilder json = new StringBuilder("{\"notes\":");
        NoteRows.write(json, notes);
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
