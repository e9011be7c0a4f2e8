package org.amadeus.cli.music;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiWriter;

/**
 * Writes the pieces of a run, as output-000.mid and so on, behind what earlier runs left in the folder, be it only a picture or
 * a recording, and what others write there meanwhile. What a run that was killed left half-written there is deleted.
 */
final class PieceNames {
    private static final Pattern EARLIER = Pattern.compile("output-(\\d{3,8})\\.(mid|wav|png)");

    private final Path folder;
    private final boolean over;
    private int next;

    private PieceNames(Path folder, int first, boolean over) {
        this.folder = folder;
        this.next = first;
        this.over = over;
        AtomicFile.removeLeftovers(folder, EARLIER);
    }

    /** From output-000.mid on, over whatever is there. */
    static PieceNames fromZero(Path folder) {
        return new PieceNames(folder, 0, true);
    }

    /** Behind the highest number that is there. */
    static PieceNames behindThoseIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new PieceNames(folder, 0, false);
        }
        try (Stream<Path> files = Files.list(folder)) {
            int free = files.map(file -> EARLIER.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                    .max()
                    .orElse(0);
            return new PieceNames(folder, free, false);
        }
    }

    /** Writes the run's next piece, and returns where to. */
    Path write(MidiFile midi) throws IOException {
        while (true) {
            Path file = folder.resolve(String.format(Locale.ROOT, "output-%03d.mid", next++));
            try {
                if (over) {
                    MidiWriter.write(midi, file);
                } else {
                    MidiWriter.writeNew(midi, file);
                }
                return file;
            } catch (FileAlreadyExistsException e) {
                continue; // another run's
            }
        }
    }
}
