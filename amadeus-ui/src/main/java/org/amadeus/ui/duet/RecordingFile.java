package org.amadeus.ui.duet;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.midi.write.MidiWriter;

/**
 * The file that a recording is kept in: tried before the first note, written anew every minute and at the end, whole each
 * time. A duet in which nothing was played leaves the file as it was. For one thread.
 */
public final class RecordingFile {
    private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Room for a quarter of an hour of music. */
    private static final int TRIED_BYTES = 1 << 16;

    private final Recording recording;
    private final Path file;
    private final LongSupplier clock;
    private long tried;
    private int kept;
    /** Why it could not be saved the last time; empty where it was. */
    private String trouble = "";

    /**
     * Tries whether the file can be written, without touching one that is there.
     *
     * @throws AmadeusException where it can't be
     */
    public RecordingFile(Recording recording, Path file) {
        this(recording, file, System::nanoTime);
    }

    RecordingFile(Recording recording, Path file, LongSupplier clock) {
        this.recording = recording;
        this.file = file;
        this.clock = clock;
        this.tried = clock.getAsLong();
        tryOut(file);
    }

    private static void tryOut(Path file) {
        Path target = file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw unwritable(file, Files.isDirectory(target) ? "it is a folder" : "it is no file but a device");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw unwritable(file, "permission denied");
        }
        Path beside = target.resolveSibling(".amadeus-" + UUID.randomUUID() + ".try");
        try {
            AtomicFile.write(beside, out -> out.write(new byte[TRIED_BYTES]));
        } catch (IOException e) {
            throw unwritable(file, reason(e));
        } finally {
            // Where it can't be written it is not there.
            boolean gone = beside.toFile().delete();
            assert gone || !Files.exists(beside);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? "no such folder, and none can be made" : reason;
    }

    private static AmadeusException unwritable(Path file, String reason) {
        return new AmadeusException(file + ": can't be recorded to: " + reason + ". Name a file in a folder of yours");
    }

    /**
     * Saves the recording where a minute has passed and something was played since the last time.
     *
     * @return whether it was saved after it could not be
     * @throws IOException where it can't be written now; it is tried again each minute, and the same trouble is thrown once
     *                     until it is over
     */
    public boolean keep() throws IOException {
        if (clock.getAsLong() - tried < BETWEEN_NANOS || recording.entries() == kept) {
            return false;
        }
        String before = trouble;
        try {
            save();
            return !before.isEmpty();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            trouble = e.toString();
            if (!trouble.equals(before)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Saves the recording where something was played.
     *
     * @return whether there is a recording in the file
     * @throws IOException where it can't be written; what was saved before is still there
     */
    public boolean save() throws IOException {
        tried = clock.getAsLong();
        int entries = recording.entries();
        if (entries > 0) {
            MidiWriter.write(recording.toMidi(), file);
            kept = entries;
            trouble = "";
        }
        return entries > 0;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }
}
