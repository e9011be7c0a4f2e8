package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.amadeus.ui.keyboard.PlainKeyboard;

/** Who plays, and what goes wrong meanwhile. Knows what it has struck by the plain rules. */
final class SoakPlayer {
    /** What a held key may delay an answer by, what the silence takes at most, what a late partner may add, and a look. */
    private static final double LONGEST_WAIT = 3 + 0.5 + 0.2 + 0.3;

    private final Stage stage;
    private final Random random;
    private PlainKeyboard plain = new PlainKeyboard();
    private boolean there = true;
    private double lastMessage = Double.NEGATIVE_INFINITY;
    private double answeringSince = Double.NaN;
    private int answers;
    private int plugs;

    SoakPlayer(Stage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    int struck() {
        return plain.strikes();
    }

    /** How often something was unplugged. */
    int plugs() {
        return plugs;
    }

    /** How many answers have begun since this was asked last. */
    int answers() {
        int begun = answers;
        answers = 0;
        return begun;
    }

    void move() {
        double time =
                stage.now + (random.nextInt(40) == 0 ? random.nextDouble() * 6 : 0.002 + random.nextDouble() * 0.12);
        pass(time);
        if (!there && random.nextInt(5) == 0) {
            there = true;
            stage.duet.inputBack(time);
        }
        if (!stage.duet.outputThere() && random.nextInt(5) == 0) {
            replug(time);
        }
        switch (random.nextInt(200)) {
            case 0 -> {
                plugs++;
                stage.instrument.plug(false);
            }
            case 1 -> replug(time);
            case 4 -> {
                if (there) {
                    there = false;
                    plugs++;
                    stage.duet.inputLost(time);
                    plain.lift(time);
                    assertQuiet();
                }
            }
            case 5 -> stage.duet.outputLost(time);
            case 6 -> {
                stage.duet.panic(time);
                plain.lift(time);
                assertQuiet();
            }
            case 7, 8 -> ask(time);
            case 9 -> {
                stage.duet.missed(time);
                plain.lift(time);
            }
            default -> play(time);
        }
    }

    /** Time passes, and is looked at in between. */
    private void pass(double time) {
        while (stage.now < time) {
            double next = Math.min(time, stage.now + 0.25);
            // The rules' clock runs with the duet's: what is let go in between is let go by both.
            plain.passTo(next);
            stage.until(next);
            look();
        }
    }

    private void look() {
        DuetState state = stage.state();
        if (state == DuetState.ANSWERING) {
            if (Double.isNaN(answeringSince)) {
                answeringSince = stage.now;
                answers++;
            }
            assertTrue(stage.now - answeringSince < 120, "an answer without an end");
        } else {
            answeringSince = Double.NaN;
        }
        if (state == DuetState.HEARING) {
            assertTrue(stage.now - lastMessage < LONGEST_WAIT, "a phrase that is not answered");
        }
    }

    private void assertQuiet() {
        assertTrue(!stage.duet.outputThere() || stage.instrument.sounding() == 0, "not silent");
    }

    private void replug(double time) {
        stage.instrument.plug(true);
        if (!stage.duet.outputThere()) {
            stage.duet.outputBack(time, stage.device());
            assertEquals(0, stage.instrument.sounding(), "sounding after it was put back");
            assertTrue(stage.duet.outputThere());
        }
    }

    private void ask(double time) {
        boolean refused = !there || !stage.duet.outputThere();
        stage.duet.trigger(time);
        assertEquals(refused || !stage.duet.outputThere(), stage.state() == DuetState.WAITING, "a request");
    }

    private void play(double time) {
        int channel = random.nextInt(6) == 0 ? random.nextInt(16) : 0;
        int pitch = random.nextInt(10) == 0 ? random.nextInt(128) : 48 + random.nextInt(36);
        switch (random.nextInt(24)) {
            case 0, 1 -> send(time, 0xB0 | channel, 64, random.nextBoolean() ? 127 : random.nextInt(128));
            case 2 -> send(time, 0xB0 | channel, random.nextInt(128), random.nextInt(128));
            case 3 -> send(time, 0xC0 + 0x10 * random.nextInt(3) | channel, random.nextInt(128), 0);
            case 4 -> {
                // A pedal that bounces.
                send(time, 0xB0, 64, 127);
                send(time, 0xB0, 64, 0);
                send(time, 0xB0, 64, random.nextBoolean() ? 127 : 0);
            }
            case 5, 6 -> {
                // Layers.
                send(time, 0x90, pitch, 80);
                pass(time + 0.003);
                send(stage.now, 0x91, pitch, 70);
                pass(stage.now + random.nextDouble() * 0.2);
                send(stage.now, 0x80, pitch, 0);
                pass(stage.now + 0.003);
                send(stage.now, 0x81, pitch, 0);
            }
            case 7, 8, 9, 10, 11, 12 -> send(time, 0x90 | channel, pitch, 1 + random.nextInt(127));
            default -> {
                // As it should be.
                send(time, 0x90 | channel, pitch, 1 + random.nextInt(127));
                pass(stage.now + random.nextDouble() * 0.3);
                send(stage.now, 0x80 | channel, pitch, 0);
            }
        }
    }

    private void send(double time, int status, int data1, int data2) {
        if (!there) {
            return;
        }
        if (bound(status, data1)) {
            boolean panic = (status & 0xF0) == 0xB0 && data1 == 20;
            if (!panic) {
                stage.duet.message(time, status, data1, data2);
            }
            return;
        }
        lastMessage = time;
        plain.receive(time, status, data1, data2);
        stage.duet.message(time, status, data1, data2);
    }

    private static boolean bound(int status, int data1) {
        return switch (status & 0xF0) {
            case 0x80, 0x90 -> data1 == 108;
            case 0xB0 -> data1 == 67 || data1 == 1 || data1 == 20 || data1 == 21;
            default -> false;
        };
    }
}
