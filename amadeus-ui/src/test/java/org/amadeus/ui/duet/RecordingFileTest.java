package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {
    @TempDir
    private Path folder;

    private final Recording recording = new Recording();
    private long nanos;

    private RecordingFile file(Path path) {
        return new RecordingFile(recording, path, () -> nanos);
    }

    private void note(double start, int pitch) {
        recording.strike(Recording.YOU, start, pitch, 80);
        recording.release(Recording.YOU, start + 0.5, pitch);
    }

    private static int notes(Path file) throws IOException {
        return MidiReader.read(file).notes().size();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String refusal(Path path) {
        return assertThrows(AmadeusException.class, () -> new RecordingFile(new Recording(), path))
                .getMessage();
    }

    @Test
    void whereNothingCanBeWrittenIsSaidAtTheStart() throws IOException {
        assertEquals(
                folder + ": can't be recorded to: it is a folder. Name a file in a folder of yours", refusal(folder));
        Path below = Files.writeString(folder.resolve("file"), "").resolve("take.mid");
        assertTrue(refusal(below).startsWith(below + ": can't be recorded to: "), refusal(below));
        assertEquals(List.of("file"), names());
    }

    @Test
    void soAreDevicesAndFoldersOfTheSystem() {
        assumeTrue(Files.exists(Path.of("/dev/full")) && Files.isDirectory(Path.of("/proc/self")));
        assertEquals(
                "/dev/full: can't be recorded to: it is no file but a device. Name a file in a folder of yours",
                refusal(Path.of("/dev/full")));
        assertTrue(
                refusal(Path.of("/proc/evening.mid")).startsWith("/proc/evening.mid: can't be recorded to: "),
                refusal(Path.of("/proc/evening.mid")));
    }

    @Test
    void soIsAFileThatIsNotToBeWritten() throws IOException {
        Path locked = Files.writeString(folder.resolve("locked.mid"), "old");
        assumeTrue(Files.getFileStore(locked).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(locked, Set.of());
        assumeTrue(!Files.isWritable(locked), "this user may write anything");
        assertTrue(refusal(locked).contains("permission denied"), refusal(locked));
    }

    @Test
    void tryingMakesTheFolderAndTouchesNoFile() throws IOException {
        Path old = Files.writeString(folder.resolve("take.mid"), "old");
        file(old);
        assertEquals("old", Files.readString(old));
        assertEquals(List.of("take.mid"), names());
        file(folder.resolve("new/folder/take.mid"));
        assertTrue(Files.isDirectory(folder.resolve("new/folder")));
    }

    @Test
    void aDuetWithoutANoteLeavesTheFileAsItWas() throws IOException {
        Path old = Files.writeString(folder.resolve("take.mid"), "old");
        assertFalse(file(old).save());
        assertEquals("old", Files.readString(old));
    }

    @Test
    void itIsSavedEachMinuteWhereSomethingWasPlayed() throws IOException {
        Path path = folder.resolve("take.mid");
        RecordingFile file = file(path);
        note(0, 60);
        nanos = 59_000_000_000L;
        file.keep();
        assertFalse(Files.exists(path));
        nanos = 60_000_000_000L;
        file.keep();
        assertEquals(1, notes(path));
        Files.delete(path);
        nanos = 120_000_000_000L;
        file.keep();
        assertFalse(Files.exists(path), "nothing new was played");
        note(130, 62);
        file.keep();
        assertEquals(2, notes(path));
        assertEquals(List.of("take.mid"), names());
    }

    @Test
    void aDiskThatFailsForAWhileLosesNothing() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        RecordingFile file = file(disk.resolve("take.mid"));
        note(0, 60);
        file.save();
        Path moved = Files.move(disk, folder.resolve("moved"));
        Files.writeString(disk, "no folder");
        note(1, 62);
        nanos = 60_000_000_000L;
        assertThrows(IOException.class, file::keep);
        assertThrows(IOException.class, file::save);
        assertEquals(1, notes(moved.resolve("take.mid")));
        Files.delete(disk);
        Files.move(moved, disk);
        assertTrue(file.save());
        assertEquals(2, notes(disk.resolve("take.mid")));
    }

    @Test
    void troubleIsToldOnceAndThatItIsOver() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        RecordingFile file = file(disk.resolve("take.mid"));
        note(0, 60);
        nanos = 60_000_000_000L;
        assertFalse(file.keep(), "there was no trouble");
        Path moved = Files.move(disk, folder.resolve("moved"));
        Files.writeString(disk, "no folder");
        note(1, 62);
        nanos = 120_000_000_000L;
        assertThrows(IOException.class, file::keep);
        for (nanos = 121_000_000_000L; nanos < 300_000_000_000L; nanos += 10_000_000_000L) {
            assertFalse(file.keep(), "told once");
        }
        Files.delete(disk);
        Files.move(moved, disk);
        nanos += 60_000_000_000L;
        assertTrue(file.keep(), "it is over");
        assertEquals(2, notes(disk.resolve("take.mid")));
        note(2, 64);
        nanos += 60_000_000_000L;
        assertFalse(file.keep(), "told once");
        assertEquals(3, notes(disk.resolve("take.mid")));
    }

    @Test
    void whatSoundsIsInItAsFarAsItHasSounded() throws IOException {
        Path path = folder.resolve("take.mid");
        recording.strike(Recording.YOU, 0, 60, 80);
        recording.control(Recording.YOU, 2, 64, 127);
        RecordingFile file = file(path);
        file.save();
        byte[] once = Files.readAllBytes(path);
        assertEquals(2, MidiReader.read(path).notes().get(0).end(), 0.001);
        file.save();
        assertArrayEquals(once, Files.readAllBytes(path));
    }

    @Test
    void twoStrikesOfAnInstantAreOneNote() {
        recording.strike(Recording.YOU, 0, 60, 80);
        recording.release(Recording.YOU, 0.0002, 60);
        recording.strike(Recording.YOU, 0.0004, 60, 90);
        recording.release(Recording.YOU, 1, 60);
        assertEquals(1, recording.toMidi().notes().size());
        assertEquals(1, recording.toMidi().notes().get(0).end(), 0.001);
        assertEquals(90, recording.toMidi().notes().get(0).velocity());
    }

    @Test
    void aRecordingIsFullAfterADay() {
        note(0, 60);
        assertFalse(recording.isFull());
        note(24 * 3600, 60);
        assertTrue(recording.isFull());
        assertEquals(1, recording.size());
        assertEquals(1, recording.toMidi().notes().size());
    }

    /** Whoever plays meanwhile, a device's thread, would stumble otherwise: once a minute, and longer each time. */
    @Test
    void nobodyWaitsForALongRecordingToBecomeAFile() throws Exception {
        Recording recording = new Recording();
        for (int i = 0; i < 400_000; i++) {
            recording.strike(i % 2, i * 0.05, 30 + i % 60, 80);
        }
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<MidiFile> made = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return recording.toMidi();
        });
        begun.await();
        int struck = 0;
        while (!made.isDone()) {
            recording.strike(Recording.YOU, 20_001 + struck, 60, 80);
            struck++;
            Thread.sleep(1);
        }
        assertEquals(3, made.get().tracks().size());
        // One may come before it begins and one as it ends.
        assertTrue(struck > 4, struck + " strikes while the file was made");
    }
}
