package org.amadeus.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amadeus.model.run.StepModel;
import org.amadeus.ui.studio.JsonTexts;

/** What an engine says to a page that speaks by a script, on a clock of the script's own. */
final class Transcript {
    /** How far the clock goes on where nothing is due, seconds. */
    static final double TICK = 0.01;
    /** When the script ends, seconds. */
    static final double END = 22;

    private Transcript() {}

    /** A phrase that is answered by itself, two long answers to music that is told, a stretch that is rewritten, by that seed. */
    static List<String> script(long seed) {
        String taste = "\"taste\":{\"temperature\":1,\"topP\":0.95,\"seed\":" + seed + "},\"pace\":4";
        List<String> said = new ArrayList<>();
        said.add("0 {\"type\":\"settings\",\"answers\":true,\"silence\":0.6,\"length\":4," + taste
                + ",\"control\":{\"density\":4,\"histogram\":[2,0,1,0,2,1,0,2,0,1,0,1]}}");
        said.add("0.1 {\"type\":\"listen\",\"id\":1,\"at\":0.1,\"notes\":[],\"until\":0}");
        int[] pitches = {60, 64, 67, 72, 71, 67};
        for (int i = 0; i < pitches.length; i++) {
            double at = 0.1 + 0.21 * i;
            said.add(at + " {\"type\":\"strike\",\"at\":" + at + ",\"pitch\":" + pitches[i] + ",\"velocity\":"
                    + (60 + 7 * i) + "}");
            double up = at + 0.17;
            said.add(up + " {\"type\":\"release\",\"at\":" + up + ",\"pitch\":" + pitches[i] + "}");
        }
        for (int id = 2; id <= 3; id++) {
            said.add((6 * id - 6) + " {\"type\":\"answer\",\"id\":" + id
                    + ",\"notes\":[[0,0.5,60,80],[0.5,1.1,63,70],[1.2,1.9,67,90]],\"until\":2,\"seconds\":12," + taste
                    + "}");
        }
        said.add(
                "18 {\"type\":\"rewrite\",\"id\":4,\"notes\":[[0,0.5,60,80],[0.5,2.5,63,70]],\"until\":2,\"seconds\":1.5,"
                        + "\"then\":[[3.5,4,67,90],[4,5,72,80]]," + taste + "}");
        return said;
    }

    /** What Java's engine says. */
    static List<Object> of(StepModel model, long seed) {
        List<Object> told = new ArrayList<>();
        PagePlayer player =
                new PagePlayer(model, Map.of("name", "m"), JsonTexts::read, text -> told.add(JsonTexts.read(text)));
        List<String> script = script(seed);
        int next = 0;
        for (double now = 0; now < END; ) {
            while (next < script.size() && timeOf(script.get(next)) <= now) {
                player.receive(script.get(next).substring(script.get(next).indexOf(' ') + 1), now);
                next++;
            }
            if (player.advance(now) > 0) {
                now += TICK;
            }
        }
        return told;
    }

    private static double timeOf(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    /** A function of JavaScript that does the same with an engine that was opened: {@code (open, script) -> texts}. */
    static String inJavaScript() {
        return "const told = []; const player = open((text) => told.push(text)); let next = 0;"
                + " for (let now = 0; now < " + END + "; ) {"
                + "   while (next < script.length && parseFloat(script[next]) <= now) {"
                + "     player.receive(script[next].slice(script[next].indexOf(' ') + 1), now); next++; }"
                + "   if (player.advance(now) > 0) now += " + TICK + "; }"
                + " return told;";
    }
}
