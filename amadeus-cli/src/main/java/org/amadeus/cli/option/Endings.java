package org.amadeus.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.amadeus.cli.error.UsageException;

/** The endings of names that a command writes files of. */
public final class Endings {
    private Endings() {}

    /**
     * Refuses a name whose ending promises another kind of file. A name without an ending promises nothing.
     *
     * @param where   option or parameter
     * @param kind    what is written, such as {@code a WAV file}
     * @param endings those that it has, dot included, in small letters
     * @throws UsageException where the name ends in another
     */
    public static void require(String where, Path file, String kind, String... endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        if (dot > 0 && !List.of(endings).contains(name.substring(dot))) {
            throw new UsageException(where + " " + file + ": " + kind
                    + " is what is written, expected a name that ends in " + String.join(" or ", endings));
        }
    }
}
