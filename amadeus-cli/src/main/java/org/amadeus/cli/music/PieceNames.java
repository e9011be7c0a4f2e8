package org.amadeus.cli.music;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the pieces of a run are called: output-000.mid and so on, behind what earlier runs left in the folder, be it only a
 * picture or a recording.
 *
 * @param folder where they go
 * @param first  the number of the first
 */
record PieceNames(Path folder, int first) {
    private static final Pattern EARLIER = Pattern.compile("output-(\\d{3,8})\\.(mid|wav|png)");

    /** From output-000.mid on, whatever is there. */
    static PieceNames fromZero(Path folder) {
        return new PieceNames(folder, 0);
    }

    /** Behind the highest number that is there. */
    static PieceNames behindThoseIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return fromZero(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            int next = files.map(file -> EARLIER.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                    .max()
                    .orElse(0);
            return new PieceNames(folder, next);
        }
    }

    /** The file of the run's piece {@code i}, 0 or more. */
    Path midi(int i) {
        return folder.resolve(String.format(Locale.ROOT, "output-%03d.mid", first + i));
    }
}
