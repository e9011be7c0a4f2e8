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
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
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

    private Stage stage(FaultyPartner partner) {
        LiveOptions playing = LiveOptions.DEFAULT
                .withMode(Mode.ofController(random.nextInt(128)))
                .withSilence(0.05 + random.nextDouble() * 0.45)
                .withLength(1, 1 + random.nextDouble() * 7)
                .withLoop(random.nextInt(4) == 0);
        DuetOptions options =
                new DuetOptions(playing, random.nextBoolean(), random.nextInt(16), new Bindings(108, 67, 1, 20, 21));
        return new Stage(options, random.nextBoolean() ? CodecProfile.EXPRESSIVE : CodecProfile.REFERENCE, partner);
    }

    private void session(double seconds) throws IOException {
        sessions++;
        Performer performer = new Performer(new FakeModel(), Guards.DEFAULT);
        performer.start(0, new float[4], seed);
        FaultyPartner partner = new FaultyPartner(
                new DirectPartner(new Soloist(performer, 4, Sampling.DEFAULT), random),
                random.nextBoolean() ? 1000 + random.nextInt(20_000) : Integer.MAX_VALUE);
        Stage stage = stage(partner);
        Path disk = folder.resolve("disk" + sessions);
        RecordingFile file =
                new RecordingFile(stage.recording, disk.resolve("take.mid"), () -> Math.round(stage.now * 1e9));
        SoakPlayer player = new SoakPlayer(stage, random);
        try {
            while (stage.now < seconds) {
                player.move();
                answers += player.answers();
                keep(file, disk);
            }
        } catch (IllegalStateException e) {
            // Of the model, on purpose; the session would stop the duet and say so.
            if (!FaultyPartner.ON_PURPOSE.equals(e.getMessage())) {
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
        faults += player.plugs();
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
}
