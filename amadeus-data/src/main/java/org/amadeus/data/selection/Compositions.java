package org.amadeus.data.selection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.InputFile;

/** Which composition a file is a performance of, by a table in MAESTRO's form: comma-separated, a header, quotes as usual. */
public final class Compositions {
    /** Knows of none. */
    public static final Compositions NONE = new Compositions(Map.of());

    private static final List<String> COLUMNS = List.of("canonical_composer", "canonical_title", "midi_filename");
    private static final int LARGEST = 64 << 20;

    private final Map<String, String> byName;

    private Compositions(Map<String, String> byName) {
        this.byName = byName;
    }

    /**
     * Reads a table; columns other than {@code canonical_composer}, {@code canonical_title} and {@code midi_filename} count for
     * nothing.
     *
     * @throws AmadeusException where it has not those three
     */
    public static Compositions read(Path file) throws IOException {
        byte[] bytes = InputFile.read(file, "a table of compositions", LARGEST, AmadeusException::new);
        List<List<String>> rows = rows(new String(bytes, StandardCharsets.UTF_8));
        int[] at = COLUMNS.stream()
                .mapToInt(column -> rows.isEmpty() ? -1 : rows.get(0).indexOf(column))
                .toArray();
        Map<String, String> byName = new HashMap<>();
        for (int column = 0; column < at.length; column++) {
            if (at[column] < 0) {
                throw new AmadeusException(file + ": no column " + COLUMNS.get(column)
                        + ". Expected a csv in MAESTRO's form: " + String.join(", ", COLUMNS));
            }
        }
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.size() > Math.max(at[0], Math.max(at[1], at[2]))) {
                String composition =
                        row.get(at[0]).strip() + "\t" + row.get(at[1]).strip();
                byName.put(row.get(at[2]), composition);
                byName.put(last(row.get(at[2])), composition);
            }
        }
        return new Compositions(byName);
    }

    /** Composer and title of the performance in a file, by its path or the last part of that. */
    public Optional<String> of(String name) {
        String composition = byName.get(name);
        return Optional.ofNullable(composition == null ? byName.get(last(name)) : composition);
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The fields of each line, as RFC 4180 has them. */
    static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                row.add(take(field));
            } else if (letter == '\n' && !quoted) {
                row.add(take(field));
                rows.add(row);
                row = new ArrayList<>();
            } else if (letter != '\r' || quoted) {
                field.append(letter);
            }
        }
        if (field.length() > 0 || !row.isEmpty()) {
            row.add(take(field));
            rows.add(row);
        }
        return rows;
    }

    private static String take(StringBuilder field) {
        String text = field.toString();
        field.setLength(0);
        return text;
    }
}
