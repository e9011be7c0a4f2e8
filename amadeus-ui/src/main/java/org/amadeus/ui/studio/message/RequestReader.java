package org.amadeus.ui.studio.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.generate.Sampling;

/** Turns the page's messages into requests, or says why not. Stateless. */
public final class RequestReader {
    /** The most notes one message may hold. */
    static final int MOST_NOTES = 5000;
    /** The most notes of one side of a piece that is to be written. */
    public static final int MOST_NOTES_OF_PIECE = 500_000;
    /** How far back a message may reach, seconds. */
    private static final double LONGEST_AGO = 3600;
    /** The longest piece that is to be written, seconds: a day. */
    private static final double LONGEST_PIECE = 86_400;
    /** The largest number JavaScript holds exactly. */
    private static final long SAFE = (1L << 53) - 1;

    private RequestReader() {}

    /**
     * Reads one message of the WebSocket.
     *
     * @throws RefusedException where it is none of the protocol's, or out of bounds; it has the message's id, where that
     *                          could be read
     */
    public static Request read(String json) {
        JsonFields fields = JsonFields.parse(json);
        try {
            return read(fields);
        } catch (RefusedException e) {
            throw fields.hasWhole("id", 0, SAFE) ? e.of(fields.whole("id", 0, SAFE)) : e;
        }
    }

    private static Request read(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "listen" -> new Request.Listen(heard(fields.only("type", "notes", "until", "control")));
            case "answer" -> answer(fields.only("type", "id", "notes", "until", "control", "seconds", "taste", "pace"));
            case "stop" -> new Request.Stop(fields.only("type", "id").whole("id", 0, SAFE));
            default -> throw new RefusedException("type is \"" + type + "\", expected listen, answer or stop");
        };
    }

    /**
     * Reads the two sides of a piece that is to be written as a MIDI file.
     *
     * @return the player's notes, then the model's
     * @throws RefusedException where the message is not {@code {"you": rows, "amadeus": rows}}
     */
    public static List<NoteSequence> readPiece(String json) {
        JsonFields fields = JsonFields.parse(json).only("you", "amadeus");
        return List.of(
                NoteRows.read(fields.array("you", MOST_NOTES_OF_PIECE), LONGEST_PIECE),
                NoteRows.read(fields.array("amadeus", MOST_NOTES_OF_PIECE), LONGEST_PIECE));
    }

    private static Request answer(JsonFields fields) {
        JsonFields taste = fields.object("taste").only("temperature", "topP", "seed");
        return new Request.Answer(
                fields.whole("id", 0, SAFE),
                heard(fields),
                fields.number("seconds", 0.5, 120),
                new Sampling(taste.number("temperature", 0.1, 2), 0, 0, taste.number("topP", 0.05, 1)),
                taste.whole("seed", 0, SAFE),
                fields.number("pace", 0.25, 4));
    }

    private static Request.Heard heard(JsonFields fields) {
        NoteSequence notes = NoteRows.read(fields.array("notes", MOST_NOTES), LONGEST_AGO);
        double lastStart = notes.isEmpty() ? 0 : notes.get(notes.size() - 1).start();
        double until = fields.number("until", lastStart, LONGEST_AGO);
        Optional<Control> control = fields.has("control")
                ? Optional.of(control(fields.object("control").only("density", "histogram")))
                : Optional.empty();
        return new Request.Heard(notes, until, control);
    }

    private static Control control(JsonFields fields) {
        JsonNode shares = fields.array("histogram", Control.PITCH_CLASSES);
        if (shares.size() != Control.PITCH_CLASSES) {
            throw new RefusedException("histogram has " + shares.size() + " entries, expected 12 (C, C#, D .. B)");
        }
        double[] histogram = new double[shares.size()];
        for (int pitchClass = 0; pitchClass < histogram.length; pitchClass++) {
            histogram[pitchClass] = JsonFields.number("histogram", shares.get(pitchClass), 0, 1000);
        }
        return Control.of((int) fields.whole("density", 0, Control.DENSITIES - 1), histogram);
    }
}
