package org.amadeus.ui.studio.message;

import java.util.List;
import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.OnsetGrid;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.page.PageMessage;
import org.amadeus.live.rewrite.Stretch;
import org.amadeus.model.generate.option.Sampling;

/** Reads the page's messages, or says why not. Stateless. */
public final class RequestReader {
    /** The most notes one message may hold. */
    static final int MOST_NOTES = 5000;
    /** The most notes of one side of a piece that is to be written. */
    public static final int MOST_NOTES_OF_PIECE = 500_000;
    /** How far back a message may reach, seconds. */
    private static final double LONGEST_AGO = 3600;
    /** The longest piece that is to be written, seconds: a day. */
    private static final double LONGEST_PIECE = 86_400;
    /** The latest time of a page's clock, seconds: three years. */
    private static final double LATEST = 1e8;

    private static final double LONGEST_ANSWER = 120;
    private static final double SHORTEST_STRETCH = 0.1;
    /** Times come to a tenth of a millisecond. */
    private static final double ROUNDING = 3e-4;
    /** The largest number JavaScript holds exactly. */
    private static final long SAFE = (1L << 53) - 1;

    /** The page's settings, as text. */
    private static final int LONGEST_SETTINGS = 4000;

    /**
     * A piece to be written.
     *
     * @param settings the page's, in the page's own words
     */
    public record Piece(NoteSequence you, NoteSequence amadeus, Optional<String> settings) {}

    private RequestReader() {}

    /**
     * Reads one message of a page.
     *
     * @param json as maps, lists, texts, longs, doubles and booleans
     * @throws RefusedException where it is none of the protocol's, or out of bounds; it has the message's id, where that
     *                          could be read
     */
    public static PageMessage read(Object json) {
        JsonFields fields = JsonFields.of(json);
        try {
            return read(fields);
        } catch (RefusedException e) {
            throw fields.hasWhole("id", 0, SAFE) ? e.of(fields.whole("id", 0, SAFE)) : e;
        }
    }

    private static PageMessage read(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "settings" ->
                settings(fields.only(
                        "type", "mode", "answers", "follow", "pedal", "silence", "length", "taste", "pace", "control",
                        "beats", "bars", "grid"));
            case "listen" -> listen(fields.only("type", "id", "at", "notes", "until"));
            case "strike" -> strike(fields.only("type", "at", "pitch", "velocity"));
            case "release" -> new PageMessage.Release(at(fields.only("type", "at", "pitch")), pitch(fields));
            case "pedal" -> new PageMessage.Pedal(at(fields.only("type", "at", "down")), fields.flag("down"));
            case "now" -> new PageMessage.Now(id(fields.only("type", "id")));
            case "answer" ->
                answer(fields.only("type", "id", "notes", "until", "control", "seconds", "like", "taste", "pace"));
            case "again" -> new PageMessage.Again(id(fields.only("type", "id")));
            case "rewrite" ->
                rewrite(fields.only("type", "id", "notes", "until", "seconds", "then", "control", "taste", "pace"));
            case "stop" -> new PageMessage.Stop(id(fields.only("type", "id")));
            default ->
                throw new RefusedException("type is \"" + type
                        + "\", expected settings, listen, strike, release, pedal, now, answer, again, rewrite or stop");
        };
    }

    private static long id(JsonFields fields) {
        return fields.whole("id", 0, SAFE);
    }

    private static double at(JsonFields fields) {
        return fields.number("at", 0, LATEST);
    }

    private static int pitch(JsonFields fields) {
        return (int) fields.whole("pitch", 0, 127);
    }

    private static PageMessage strike(JsonFields fields) {
        return new PageMessage.Strike(at(fields), pitch(fields), (int) fields.whole("velocity", 1, 127));
    }

    private static PageMessage settings(JsonFields fields) {
        LiveOptions options = LiveOptions.DEFAULT
                .withMode(fields.has("mode") ? mode(fields.text("mode")) : Mode.ANSWER)
                .withAnswers(fields.flag("answers"))
                .withFollowing(!fields.has("follow") || fields.flag("follow"))
                .withPedal(!fields.has("pedal") || fields.flag("pedal"))
                .withTime(new InTime(
                        fields.has("bars") ? (int) fields.whole("bars", 0, InTime.MOST_BARS) : 0, 0, grid(fields)))
                .withSilence(
                        fields.isText("silence", "auto")
                                ? LiveOptions.AUTO
                                : fields.number("silence", 0.05, LiveOptions.LONGEST_SILENCE));
        if (fields.has("length")) {
            double length = fields.number("length", 0.5, LONGEST_ANSWER);
            options = options.withLength(length, length);
        }
        Optional<BeatGrid> beats = fields.has("beats")
                ? Optional.of(beats(fields.object("beats").only("at", "tempo", "metre")))
                : Optional.empty();
        return new PageMessage.Settings(options, taste(fields), beats);
    }

    private static OnsetGrid grid(JsonFields fields) {
        if (!fields.has("grid")) {
            return OnsetGrid.OFF;
        }
        String text = fields.text("grid");
        return OnsetGrid.of(text)
                .orElseThrow(() -> new RefusedException("grid is \"" + text + "\", expected " + OnsetGrid.EXPECTED));
    }

    private static BeatGrid beats(JsonFields fields) {
        String text = fields.text("metre");
        Metre metre = Metre.of(text)
                .orElseThrow(() -> new RefusedException("metre is \"" + text + "\", expected such as 3/4"));
        return metre.from(at(fields), fields.number("tempo", Metre.SLOWEST, Metre.FASTEST));
    }

    private static Mode mode(String word) {
        return Mode.of(word)
                .orElseThrow(() -> new RefusedException("mode is \"" + word + "\", expected one of " + Mode.words()));
    }

    private static PageMessage listen(JsonFields fields) {
        Optional<PageMessage.Music> music = fields.has("notes") ? Optional.of(music(fields)) : Optional.empty();
        return new PageMessage.Listen(id(fields), at(fields), music);
    }

    /**
     * Reads a piece that is to be written as a MIDI file.
     *
     * @param json as for {@link #read}
     * @throws RefusedException where the message is not {@code {"you": rows, "amadeus": rows, "settings": text}}, whose
     *                          settings may be left out
     */
    public static Piece readPiece(Object json) {
        JsonFields fields = JsonFields.of(json).only("you", "amadeus", "settings");
        return new Piece(
                NoteRows.read(fields.array("you", MOST_NOTES_OF_PIECE), LONGEST_PIECE),
                NoteRows.read(fields.array("amadeus", MOST_NOTES_OF_PIECE), LONGEST_PIECE),
                fields.has("settings") ? Optional.of(settingsText(fields.text("settings"))) : Optional.empty());
    }

    private static String settingsText(String text) {
        if (text.length() > LONGEST_SETTINGS) {
            throw new RefusedException(
                    "settings has " + text.length() + " characters, at most " + LONGEST_SETTINGS + " are taken");
        }
        return text;
    }

    private static PageMessage answer(JsonFields fields) {
        boolean like = fields.has("like");
        double seconds = like ? fields.number("like", 0, LONGEST_PIECE) : fields.number("seconds", 0.5, LONGEST_ANSWER);
        if (like && fields.has("seconds")) {
            throw new RefusedException("seconds and like are both there, expected one of them");
        }
        return new PageMessage.Answer(id(fields), music(fields), seconds, like, taste(fields));
    }

    private static PageMessage rewrite(JsonFields fields) {
        PageMessage.Music before = music(fields);
        double seconds = fields.number("seconds", SHORTEST_STRETCH, LONGEST_ANSWER);
        NoteSequence then = NoteRows.read(fields.array("then", MOST_NOTES), LONGEST_AGO);
        double end = before.until() + seconds;
        if (!then.isEmpty() && then.start() < end - ROUNDING) {
            throw new RefusedException(
                    "then begins at " + then.start() + ", expected the stretch's end, " + end + ", or later");
        }
        return new PageMessage.Rewrite(
                id(fields), new Stretch(before.notes(), before.until(), seconds, then), taste(fields));
    }

    private static PageMessage.Taste taste(JsonFields fields) {
        JsonFields taste = fields.object("taste").only("temperature", "topP", "seed");
        Optional<Control> control = fields.has("control")
                ? Optional.of(control(fields.object("control").only("density", "histogram")))
                : Optional.empty();
        return new PageMessage.Taste(
                new Sampling(taste.number("temperature", 0.1, 2), 0, 0, taste.number("topP", 0.05, 1)),
                taste.whole("seed", 0, SAFE),
                fields.number("pace", 0.25, 4),
                control);
    }

    private static PageMessage.Music music(JsonFields fields) {
        NoteSequence notes = NoteRows.read(fields.array("notes", MOST_NOTES), LONGEST_AGO);
        double lastStart = notes.isEmpty() ? 0 : notes.get(notes.size() - 1).start();
        return new PageMessage.Music(notes, fields.number("until", lastStart, LONGEST_AGO));
    }

    private static Control control(JsonFields fields) {
        List<?> shares = fields.array("histogram", Control.PITCH_CLASSES);
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
