package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.InputFile;
import org.amadeus.data.io.Printable;
import org.amadeus.data.selection.Compositions;
import org.amadeus.data.selection.QualityLimits;

/**
 * Which of the pieces that were read are kept, and which are held out together.
 *
 * @param limits       what a piece must have
 * @param likeness     from which share of common notes on two pieces are duplicates, 0 .. 1; without it nobody looks
 * @param once         whether of duplicates only one is kept
 * @param compositions pieces of one of these are held out together or not at all
 * @param excluded     names of files to leave out, as {@link Printable#escape} writes them; unmodifiable, keeps its order
 */
public record Choice(
        QualityLimits limits, OptionalDouble likeness, boolean once, Compositions compositions, Set<String> excluded) {
    private static final int LARGEST_LIST = 64 << 20;

    /** Keeps all. */
    public static final Choice NONE =
            new Choice(QualityLimits.NONE, OptionalDouble.empty(), false, Compositions.NONE, Set.of());

    public Choice {
        excluded = Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
    }

    /** The names in a list, in its order, one a line; what follows a tab, empty lines and those that begin with # count for nothing. */
    public static Set<String> names(Path list) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        byte[] bytes = InputFile.read(list, "a list of files", LARGEST_LIST, AmadeusException::new);
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines =
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        for (String line : lines) {
            String name = line.split("\t", 2)[0];
            if (!name.isBlank() && !name.startsWith("#")) {
                names.add(Printable.escape(name));
            }
        }
        return names;
    }

    boolean excludes(String name) {
        return !excluded.isEmpty() && excluded.contains(Printable.escape(name));
    }

    /** Whether anything has to be measured of the pieces. */
    boolean isNone() {
        return limits.equals(QualityLimits.NONE) && likeness.isEmpty() && compositions.isEmpty() && excluded.isEmpty();
    }

    /** Whether pieces are held out together, and not each by its own music. */
    boolean holdsTogether() {
        return likeness.isPresent() || !compositions.isEmpty();
    }

    /** What decides about a piece, to tell whether the next run decides the same. */
    String signature() {
        return limits + "\n" + (once ? likeness.toString() : "") + "\n" + new TreeSet<>(excluded) + "\n"
                + (holdsTogether() ? "together\n" : "");
    }
}
