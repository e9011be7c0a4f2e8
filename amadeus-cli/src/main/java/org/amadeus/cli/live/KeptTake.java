package org.amadeus.cli.live;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.amadeus.cli.error.Failures;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Endings;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.ui.duet.Recording;
import org.amadeus.ui.duet.RecordingFile;
import picocli.CommandLine;

/** Keeps the recording of a duet in a file, where that is wanted, and says what became of it. */
final class KeptTake {
    private final Recording recording;
    private final RecordingFile file;
    private final CommandLine line;
    private boolean full;

    private KeptTake(Recording recording, RecordingFile file, CommandLine line) {
        this.recording = recording;
        this.file = file;
        this.line = line;
    }

    /**
     * Tries whether the file can be written.
     *
     * @param path where to, or null where nothing is to be kept
     */
    static KeptTake of(Recording recording, Path path, CommandLine line) {
        if (path == null) {
            return new KeptTake(recording, null, line);
        }
        Endings.require("--record", path, "a MIDI file", ".mid", ".midi");
        if (holdsSomething(path)) {
            throw new UsageException("--record " + path
                    + ": is there already, and what was played is not to be lost: name another file");
        }
        return new KeptTake(recording, new RecordingFile(recording, path), line);
    }

    private static boolean holdsSomething(Path path) {
        try {
            return Files.isRegularFile(path) && Files.size(path) > 0;
        } catch (IOException e) {
            return true; // whether it can be written is tried next
        }
    }

    /** Saves it every minute. */
    void keep(Consumer<String> say) {
        if (file == null) {
            return;
        }
        if (recording.isFull() && !full) {
            full = true;
            say.accept(
                    Printable.escape(file.path()) + ": the recording is full; what is played from now on is not kept");
        }
        try {
            if (file.keep()) {
                say.accept(Printable.escape(file.path()) + ": saved again");
            }
        } catch (ClosedByInterruptException e) {
            // Ctrl-C, which has it saved at the end; the interrupt is not lost.
            return;
        } catch (IOException e) {
            say.accept("not saved, and tried again each minute: " + Failures.describe(e));
        }
    }

    /** Saves it at the end. Returns whether nothing that was to be kept is lost. */
    boolean finish() {
        if (file == null) {
            return true;
        }
        boolean interrupted = Thread.interrupted();
        try {
            say(saved());
            return true;
        } catch (IOException | RuntimeException e) {
            Failures.failed(e, line, line.getParseResult());
            return false;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean saved() throws IOException {
        try {
            return file.save();
        } catch (ClosedByInterruptException e) {
            // Ctrl-C in the middle of it.
            Thread.interrupted();
            return file.save();
        }
    }

    private void say(boolean saved) {
        PrintWriter out = line.getOut();
        if (saved) {
            out.printf(Locale.ROOT, "%s: %s%n", Printable.escape(file.path()), Counted.of(recording.size(), "note"));
        } else {
            out.printf(Locale.ROOT, "%s: not written, nothing was played%n", Printable.escape(file.path()));
        }
    }
}
