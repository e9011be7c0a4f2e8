package org.amadeus.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.error.UsageException;

/** Files that a command writes, beside those that it reads. */
public final class Outputs {
    private Outputs() {}

    /**
     * Refuses to write over a file that is read, by whatever name or link: what was made of it would take its place.
     *
     * @param where  option or parameter
     * @param output null where nothing is written
     * @param read   what is read; null for what was not given
     * @throws UsageException where it is one of those
     */
    public static void requireOther(String where, Path output, Path... read) throws IOException {
        for (Path file : read) {
            if (output != null
                    && file != null
                    && Files.isRegularFile(output)
                    && Files.exists(file)
                    && Files.isSameFile(output, file)) {
                throw new UsageException(where + " " + output + ": is the file that is read, name another");
            }
        }
    }
}
