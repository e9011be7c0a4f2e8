package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.amadeus.data.CodecProfile;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.ui.osc.OscException;
import org.amadeus.ui.osc.OscMessage;
import org.amadeus.ui.osc.OscPackets;
import org.amadeus.ui.osc.OscReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anything a player, a cat, a loose plug or another program can do: nothing is left sounding and nothing breaks. */
class UnpluggingTest {
    private static final int EVENTS = 10_000;
    /** The controller that sets the mode. */
    private static final int MODE = 102;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private Stage stage(Mode mode) {
        Performer performer = new Performer(new FakeModel(), Guards.DEFAULT);
        performer.start(0, new float[4], seed);
        Bindings bindings = new Bindings(108, 67, 1, 20, MODE);
        LiveOptions playing = LiveOptions.DEFAULT
                .withMode(mode)
                .withSilence(0.05 + random.nextDouble() * 0.3)
                .withLength(1, 1 + random.nextDouble() * 8)
                .withLoop(random.nextBoolean());
        DuetOptions options = new DuetOptions(playing, random.nextBoolean(), random.nextInt(16), bindings);
        CodecProfile profile = random.nextBoolean() ? CodecProfile.EXPRESSIVE : CodecProfile.REFERENCE;
        return new Stage(options, profile, new DirectPartner(new Soloist(performer, 4, Sampling.DEFAULT), random));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsLeftSounding(Mode mode) {
        nothingIsLeftSounding(mode, false);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsLeftSoundingWhereModesChange(Mode mode) {
        nothingIsLeftSounding(mode, true);
    }

    private void nothingIsLeftSounding(Mode mode, boolean changes) {
        Stage stage = stage(mode);
        BitSet told = new BitSet();
        stage.duet.setListener(0, OscPackets.reporting(packet -> receive(told, packet)));
        Metre metre = new Metre(1 + random.nextInt(4), 4);
        stage.duet.follow(0, metre);
        stage.duet.sendClock(0, metre, Optional.empty());
        Consumer<byte[]> osc = OscPackets.steering(stage.remote());
        int steered = 0;
        double time = 0;
        boolean inputThere = true;
        int silences = 0;
        try {
            for (int i = 0; i < EVENTS; i++) {
                time += random.nextInt(20) == 0 ? random.nextDouble() * 1.5 : random.nextDouble() * 0.08;
                switch (random.nextInt(100)) {
                    case 0 -> stage.instrument.plug(false);
                    case 1, 2 -> {
                        stage.instrument.plug(true);
                        stage.until(time);
                        if (!stage.duet.outputThere()) {
                            stage.duet.outputBack(time, stage.device());
                            assertEquals(0, stage.instrument.sounding(), "seed " + seed + ", event " + i);
                        }
                    }
                    case 3 -> {
                        stage.until(time);
                        inputThere = !inputThere;
                        if (inputThere) {
                            stage.duet.inputBack(time);
                        } else {
                            stage.duet.inputLost(time);
                        }
                    }
                    case 4 -> {
                        stage.until(time);
                        stage.duet.outputLost(time);
                    }
                    case 5 -> {
                        if (changes) {
                            stage.message(time, 0xB0, MODE, random.nextInt(128));
                        }
                    }
                    case 6, 7 -> {
                        if (changes) {
                            stage.until(time);
                            steered += steers(osc) ? 1 : 0;
                        }
                    }
                    case 8 -> clock(stage, time);
                    default -> strikeOrPedal(stage, time);
                }
                assertTrue(
                        !stage.duet.outputThere() || told.cardinality() <= stage.instrument.sounding(),
                        () -> "told of notes that ended: " + told + ", seed " + seed);
                silences += stage.instrument.sounding() == 0 ? 1 : 0;
            }
            stage.instrument.plug(true);
            stage.until(time);
            stage.duet.outputBack(time, stage.device());
            stage.until(time + random.nextDouble() * 5);
            stage.duet.stop(stage.now);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertEquals(0, stage.instrument.sounding(), "seed " + seed);
        assertEquals(new BitSet(), told, "seed " + seed);
        assertEquals(changes, steered > 10, "seed " + seed);
        // Otherwise nothing was played and the test has seen nothing.
        assertEquals(true, silences < EVENTS, "seed " + seed);
    }

    /** What another program is told, by OSC: a note that is begun ends. */
    private void receive(BitSet told, byte[] packet) {
        OscMessage message = OscReader.read(packet).get(0);
        if (message.address().equals("/amadeus/note")) {
            int pitch = (int) message.arguments().get(0);
            boolean on = message.arguments().get(2).equals(1);
            assertEquals(!on, told.get(pitch), () -> message + ", seed " + seed);
            told.set(pitch, on);
        }
    }

    /** A clock that starts, stops, jumps, ticks for a while, and loses ticks. */
    private void clock(Stage stage, double time) {
        stage.until(time);
        int[] transport = {ClockMessage.START, ClockMessage.CONTINUE, ClockMessage.STOP, ClockMessage.POSITION};
        stage.duet.clock(
                stage.now, transport[random.nextInt(transport.length)], random.nextInt(128), random.nextInt(128));
        double interval = random.nextInt(4) == 0 ? 0.1 * random.nextDouble() * random.nextDouble() : 0.01;
        for (int tick = random.nextInt(200); tick > 0; tick--) {
            stage.until(stage.now + interval);
            if (random.nextInt(20) > 0) {
                stage.duet.clock(stage.now, ClockMessage.TICK, 0, 0);
            }
        }
    }

    private boolean steers(Consumer<byte[]> osc) {
        try {
            osc.accept(OscPackets.any(random));
            return true;
        } catch (OscException refused) {
            return false;
        }
    }

    private void strikeOrPedal(Stage stage, double time) {
        int channel = random.nextInt(16);
        switch (random.nextInt(10)) {
            case 0 -> stage.message(time, 0xB0 | channel, 64, random.nextInt(128));
            case 1 -> stage.message(time, 0xB0 | channel, random.nextInt(MODE), random.nextInt(128));
            case 2 -> stage.message(time, 0xC0 + 0x10 * random.nextInt(3) | channel, random.nextInt(128), 0);
            case 3, 4, 5 -> stage.message(time, 0x80 | channel, random.nextInt(128), random.nextInt(128));
            default -> stage.message(time, 0x90 | channel, random.nextInt(128), random.nextInt(128));
        }
    }
}
