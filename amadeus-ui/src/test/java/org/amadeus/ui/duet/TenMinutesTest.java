package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten minutes of duet in each mode, on a clock of its own: the bundled model beside real performances, a quarter of a minute of each. Prints
 * a row of the table in docs/live.md.
 */
@Tag("slow")
class TenMinutesTest {
    private static final double TEN_MINUTES = 600;

    @ParameterizedTest
    @EnumSource(Mode.class)
    void duet(Mode mode) throws IOException {
        Path folder = Path.of(System.getProperty("amadeus.shared", "../shared"), "data/asap/valid");
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".mid"))
                    .sorted()
                    .toList();
        }
        Session bundled = BundledModel.load();
        try (StepModel model = StepPlan.compile(bundled.config(), bundled.stepGraph(), 1, 1)) {
            DuetOptions options = DuetOptions.DEFAULT.withPlaying(LiveOptions.DEFAULT.withMode(mode));
            Soloist soloist = Soloist.over(model, Sampling.DEFAULT.withTopP(0.95), null, 1);
            Stage stage = new Stage(options, bundled.config().profile(), DirectPartner.neverLate(soloist));
            PerformedDuet duet = new PerformedDuet(stage, mode != Mode.ALONG);
            for (int i = 0; stage.now < TEN_MINUTES; i++) {
                MidiFile performance = MidiReader.read(files.get(i * 41 % files.size()));
                duet.play(performance);
            }
            stage.duet.stop(stage.now);
            System.out.println(duet.row(mode));
            assertEquals(0, stage.instrument.sounding());
            assertTrue(duet.density() > 0.3 && duet.density() < (mode == Mode.ALONG ? 4 : 40), duet.row(mode));
            assertEquals(mode == Mode.ALONG, duet.overlap() > 0.5, duet.row(mode));
        }
    }

    /** Plays performances to a duet as a polite player: after a phrase the answer is heard out, but none is expected within one. */
    private static final class PerformedDuet {
        /** What is played of each performance, seconds. */
        private static final double EXCERPT = 15;
        /** Nothing sounds for that long where a phrase is over. */
        private static final double REST = 0.7;
        /** A player begins so long after the answer's end. */
        private static final double REACTION = 0.3;

        private static final double LOOK = 0.01;

        private final Stage stage;
        private final boolean turns;
        private final int[] down = new int[128];
        private int keysDown;
        private boolean pedal;
        private double played;
        private int struck;
        private int phrases;
        private int answered;
        private int interrupted;
        private int yielded;
        /** How many looks there were in which it had its turn, in which it sounded, in which the player did too. */
        private int turn;

        private int sounded;
        private int both;

        PerformedDuet(Stage stage, boolean turns) {
            this.stage = stage;
            this.turns = turns;
        }

        void play(MidiFile performance) {
            Excerpt excerpt = Excerpt.of(performance, EXCERPT);
            double shift = stage.now + REST;
            played += excerpt.messages().get(excerpt.messages().size() - 1).seconds();
            for (int i = 0; i < excerpt.messages().size(); i++) {
                var message = excerpt.messages().get(i);
                boolean stroke = (message.status() & 0xF0) == 0x90 && message.data2() > 0;
                if (stroke && turns && excerpt.restBefore(i) >= REST) {
                    shift = Math.max(shift, hearOut() + REACTION - message.seconds());
                }
                pass(Math.max(stage.now, message.seconds() + shift));
                send(stroke, message.status() & 0xF0, message.data1(), message.data2());
            }
            hearOut();
        }

        private void send(boolean stroke, int command, int data1, int data2) {
            boolean answering = stage.state() == DuetState.ANSWERING;
            int before = stage.instrument.sounding();
            stage.duet.message(stage.now, command, data1, data2);
            if (stroke) {
                struck++;
                interrupted += answering ? 1 : 0;
                yielded += !turns && before > 0 && stage.instrument.sounding() == 0 ? 1 : 0;
                keysDown += down[data1]++ == 0 ? 1 : 0;
            } else if ((command == 0x80 || command == 0x90) && down[data1] > 0) {
                keysDown -= --down[data1] == 0 ? 1 : 0;
            } else if (command == 0xB0 && data1 == 64) {
                pedal = data2 >= 64;
            }
        }

        /** Waits until the phrase is answered and the answer is over. */
        private double hearOut() {
            double from = stage.now;
            phrases++;
            do {
                pass(stage.now + LOOK);
            } while (stage.state() != DuetState.LISTENING && stage.now < from + 60);
            return stage.now;
        }

        private void pass(double time) {
            while (stage.now < time) {
                boolean was = stage.state() == DuetState.ANSWERING;
                stage.until(Math.min(time, stage.now + LOOK));
                answered += !was && stage.state() == DuetState.ANSWERING ? 1 : 0;
                boolean sounds = stage.instrument.sounding() > 0;
                turn += stage.state() == (turns ? DuetState.ANSWERING : DuetState.HEARING) ? 1 : 0;
                sounded += sounds ? 1 : 0;
                both += sounds && (keysDown > 0 || pedal) ? 1 : 0;
            }
        }

        private int notes() {
            return stage.onsets().size();
        }

        /** Its notes a second of the time that it has: its answers', or, along, the phrases'. */
        double density() {
            return notes() / (LOOK * turn);
        }

        /** The share of the time it sounds in which the player's keys or pedal are down. */
        double overlap() {
            return (double) both / sounded;
        }

        String row(Mode mode) {
            return String.format(
                    Locale.ROOT,
                    "| `%s` | %d, %.1f a second | %d | %d | %d | %d, %.1f a second | %.0f %% | %.1f %% | %d |",
                    mode.word(),
                    struck,
                    struck / played,
                    phrases,
                    answered,
                    interrupted,
                    notes(),
                    density(),
                    100 * LOOK * sounded / stage.now,
                    100 * overlap(),
                    yielded);
        }
    }
}
