package org.amadeus.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.error.UsageException;
import org.amadeus.data.io.AtomicFile;

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

    /**
     * Refuses a file that can't be written before long work is done for it; makes its folder.
     *
     * @param where  option or parameter
     * @param output null where nothing is written
     * @throws UsageException where it is a folder, or may not be written
     */
    public static void requireWritable(String where, Path output) throws IOException {
        if (output == null) {
            return;
        }
        if (Files.isDirectory(output)) {
            throw new UsageException(where + " " + output + ": is a folder, name a file in it");
        }
        Path folder = output.toAbsolutePath().getParent();
        AtomicFile.makeFolder(folder);
        if (!Files.isWritable(Files.exists(output) ? output : folder)) {
            throw new UsageException(where + " " + output + ": can't be written, name a file in a folder of your own");
        }
    }
}
