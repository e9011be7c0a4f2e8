package org.amadeus.live.page;

import java.util.Locale;
import java.util.stream.Collectors;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.rewrite.Rewritten;

/** The JSON form of what an engine says. */
public final class EngineJson {
    private EngineJson() {}

    /** One message as one JSON object. */
    public static String write(EngineMessage message) {
        if (message instanceof EngineMessage.On on) {
            return head("on", on.id()) + ",\"at\":" + seconds(on.at()) + ",\"pitch\":" + on.pitch() + ",\"velocity\":"
                    + on.velocity() + "}";
        }
        if (message instanceof EngineMessage.Off off) {
            return head("off", off.id()) + ",\"at\":" + seconds(off.at()) + ",\"pitch\":" + off.pitch() + "}";
        }
        if (message instanceof EngineMessage.Pedal pedal) {
            return head("pedal", pedal.id()) + ",\"at\":" + seconds(pedal.at()) + ",\"down\":" + pedal.down() + "}";
        }
        if (message instanceof EngineMessage.Begin begin) {
            return head("begin", begin.id()) + ",\"seed\":" + begin.seed() + ",\"at\":" + seconds(begin.at()) + "}";
        }
        if (message instanceof EngineMessage.End end) {
            return head("end", end.id()) + ",\"seconds\":" + seconds(end.seconds()) + ",\"why\":\"" + word(end.why())
                    + "\"}";
        }
        if (message instanceof EngineMessage.Phrase phrase) {
            return head("phrase", phrase.id()) + ",\"notes\":" + phrase.notes() + ",\"seconds\":"
                    + seconds(phrase.seconds()) + ",\"waited\":" + seconds(phrase.waited()) + ",\"rule\":\""
                    + word(phrase.rule()) + "\",\"answered\":"
                    + phrase.answered()
                    + phrase.tempo().map(EngineJson::tempo).orElse("") + "}";
        }
        if (message instanceof EngineMessage.Rewrote rewrote) {
            return rewritten(rewrote);
        }
        EngineMessage.Refused refused = (EngineMessage.Refused) message;
        String whose = refused.id().isPresent() ? "\"id\":" + refused.id().getAsLong() + "," : "";
        return "{\"type\":\"refused\"," + whose + "\"reason\":" + quoted(refused.reason()) + "}";
    }

    private static String tempo(TempoEstimate tempo) {
        return ",\"tempo\":" + seconds(tempo.beats().tempo()) + ",\"beatsPerBar\":"
                + tempo.beats().beatsPerBar() + ",\"sure\":" + tempo.isSure();
    }

    private static String rewritten(EngineMessage.Rewrote rewrote) {
        Rewritten rewritten = rewrote.rewritten();
        String likelihoods =
                rewritten.likelihoods().stream().map(each -> "" + seconds(each)).collect(Collectors.joining(","));
        String notes = rewritten.notes().asList().stream()
                .map(note -> "[" + seconds(note.start()) + "," + seconds(note.end()) + "," + note.pitch() + ","
                        + note.velocity() + "]")
                .collect(Collectors.joining(","));
        return head("rewritten", rewrote.id()) + ",\"seed\":" + rewrote.seed() + ",\"take\":" + rewritten.take()
                + ",\"likelihoods\":[" + likelihoods + "],\"notes\":[" + notes + "]}";
    }

    private static String head(String type, long id) {
        return "{\"type\":\"" + type + "\",\"id\":" + id;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A time to a tenth of a millisecond: finer than a MIDI file's tick. */
    public static double seconds(double seconds) {
        return Math.rint(seconds * 1e4) / 1e4;
    }

    /** A text as JSON has it. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7F) {
                String hex = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
