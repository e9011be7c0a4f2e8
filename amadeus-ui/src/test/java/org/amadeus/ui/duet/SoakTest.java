package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiReader;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Partner;
import org.amadeus.live.Soloist;
import org.amadeus.model.generate.Guards;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.Sampling;
import org.amadeus.ui.keyboard.PlainKeyboard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The duet for a long time of its own clock: wild players, messages that are lost, doubled and layered, plugs, faults of
 * devices, of the disk and of the model. Nothing is left sounding, nothing played is missing, every phrase and every request
 * is answered or refused, memory stays flat.
 */
class SoakTest {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    /** What a held key may delay an answer by, what the silence takes at most, and what a partner that is late may add. */
    private static final double LONGEST_WAIT = 3 + 0.5 + 0.2;

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int sessions;
    private int answers;
    private int notes;
    private int faults;

    @Test
    void someMinutes() throws IOException {
        play(5 * MINUTE);
    }

    @Test
    @Tag("slow")
    void anHour() throws IOException {
        play(HOUR);
        assertTrue(
                answers > 50 && notes > 5000 && faults > 50,
                answers + " answers, " + notes + " notes, " + faults + " faults");
    }

    private void play(double seconds) throws IOException {
        try {
            double left = seconds;
            long before = used();
            while (left > 0) {
                double length = Math.min(left, MINUTE / 2.0 + random.nextDouble() * 20 * MINUTE);
                session(length);
                left -= length;
            }
            long grown = used() - before;
            assertTrue(grown < 32L << 20, "memory grew by " + (grown >> 20) + " MiB");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", session " + sessions + ": " + e.getMessage(), e);
        }
        System.out.println("seed " + seed + ": " + sessions + " sessions, " + notes + " notes, " + answers
                + " answers, " + faults + " faults");
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Stage stage(Faulty partner) {
        LiveOptions playing = LiveOptions.DEFAULT
                .withSilence(0.05 + random.nextDouble() * 0.45)
                .withLength(1, 1 + random.nextDouble() * 7)
                .withLoop(random.nextInt(4) == 0);
        DuetOptions options =
                new DuetOptions(playing, random.nextBoolean(), random.nextInt(16), new Bindings(108, 67, 1, 20));
        return new Stage(options, random.nextBoolean() ? CodecProfile.EXPRESSIVE : CodecProfile.REFERENCE, partner);
    }

    private void session(double seconds) throws IOException {
        sessions++;
        Performer performer = new Performer(new FakeModel(), Guards.DEFAULT);
        performer.start(0, new float[4], seed);
        Faulty partner = new Faulty(
                new DirectPartner(new Soloist(performer, 4, Sampling.DEFAULT), random),
                random.nextBoolean() ? 1000 + random.nextInt(20_000) : Integer.MAX_VALUE);
        Stage stage = stage(partner);
        Path disk = folder.resolve("disk" + sessions);
        RecordingFile file =
                new RecordingFile(stage.recording, disk.resolve("take.mid"), () -> Math.round(stage.now * 1e9));
        Player player = new Player(stage, random);
        try {
            while (stage.now < seconds) {
                player.move();
                answers += player.answers();
                keep(file, disk);
            }
        } catch (IllegalStateException e) {
            // Of the model, on purpose; the session would stop the duet and say so.
            if (!Faulty.ON_PURPOSE.equals(e.getMessage())) {
                throw e;
            }
            faults++;
        }
        stage.instrument.plug(true);
        if (!stage.duet.outputThere()) {
            stage.duet.outputBack(stage.now, stage.device());
        }
        stage.duet.stop(stage.now);
        assertEquals(0, stage.instrument.sounding(), "left sounding");
        repair(disk);
        assertEquals(stage.recording.entries() > 0, file.save());
        if (stage.recording.entries() > 0) {
            check(disk.resolve("take.mid"), player.struck());
        }
        notes += stage.recording.size();
        faults += player.plugged;
    }

    /** Saves every minute; now and then there is no disk, which must do no harm. */
    private void keep(RecordingFile file, Path disk) throws IOException {
        if (random.nextInt(800) == 0) {
            faults++;
            Path moved = disk.resolveSibling("moved");
            if (Files.isDirectory(disk)) {
                Files.move(disk, moved);
                Files.writeString(disk, "no folder");
            }
        } else if (random.nextInt(300) == 0) {
            repair(disk);
        }
        try {
            file.keep();
        } catch (IOException e) {
            assertTrue(Files.isRegularFile(disk), "the disk was there: " + e);
        }
    }

    private static void repair(Path disk) throws IOException {
        Path moved = disk.resolveSibling("moved");
        if (Files.exists(moved)) {
            Files.delete(disk);
            Files.move(moved, disk);
        }
    }

    private static void check(Path take, int struck) throws IOException {
        MidiTrack you = MidiReader.read(take).tracks().get(1);
        int strikes = 0;
        int pedal = 0;
        int[] down = new int[128];
        for (ChannelMessage m : you.events().stream()
                .filter(ChannelMessage.class::isInstance)
                .map(ChannelMessage.class::cast)
                .toList()) {
            if (m.isNoteOn()) {
                strikes++;
                down[m.data1()]++;
            } else if (m.isNoteOff()) {
                down[m.data1()]--;
            } else if (m.command() == ChannelMessage.CONTROL_CHANGE && m.data1() == 64) {
                pedal = m.data2();
            }
        }
        assertEquals(struck, strikes, "notes recorded");
        assertEquals(0, pedal, "pedal at the end of the recording");
        for (int count : down) {
            assertEquals(0, count, "notes without an end");
        }
        try (var left = Files.list(take.getParent())) {
            assertEquals(List.of(take), left.toList());
        }
    }

    /** A model that breaks after so many events. */
    private static final class Faulty implements Partner {
        static final String ON_PURPOSE = "broken on purpose";

        private final Partner partner;
        private int left;

        Faulty(Partner partner, int left) {
            this.partner = partner;
            this.left = left;
        }

        @Override
        public void hear(int event) {
            partner.hear(event);
        }

        @Override
        public void begin(int[] rest) {
            partner.begin(rest);
        }

        @Override
        public int next() {
            if (left-- == 0) {
                throw new IllegalStateException(ON_PURPOSE);
            }
            return partner.next();
        }

        @Override
        public void cancel() {
            partner.cancel();
        }

        @Override
        public void end(int played) {
            partner.end(played);
        }

        @Override
        public void temperature(double value) {
            partner.temperature(value);
        }

        @Override
        public void again() {
            partner.again();
        }
    }

    /** Who plays, and what goes wrong meanwhile. Knows what it has struck by the plain rules. */
    private static final class Player {
        private final Stage stage;
        private final Random random;
        private PlainKeyboard plain = new PlainKeyboard();
        private boolean there = true;
        private double lastMessage = Double.NEGATIVE_INFINITY;
        private double answeringSince = Double.NaN;
        private int answers;
        private int plugged;

        Player(Stage stage, Random random) {
            this.stage = stage;
            this.random = random;
        }

        int struck() {
            return plain.strikes();
        }

        int answers() {
            int begun = answers;
            answers = 0;
            return begun;
        }

        void move() {
            double time = stage.now
                    + (random.nextInt(40) == 0 ? random.nextDouble() * 6 : 0.002 + random.nextDouble() * 0.12);
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
                    plugged++;
                    stage.instrument.plug(false);
                }
                case 1 -> replug(time);
                case 4 -> {
                    if (there) {
                        there = false;
                        plugged++;
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
                assertTrue(stage.now - lastMessage < LONGEST_WAIT + 0.3, "a phrase that is not answered");
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
            plain.hear(time, status, data1, data2);
            stage.duet.message(time, status, data1, data2);
        }

        private static boolean bound(int status, int data1) {
            return switch (status & 0xF0) {
                case 0x80, 0x90 -> data1 == 108;
                case 0xB0 -> data1 == 67 || data1 == 1 || data1 == 20;
                default -> false;
            };
        }
    }
}
