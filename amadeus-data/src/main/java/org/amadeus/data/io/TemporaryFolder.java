package org.amadeus.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder among temporary files. It goes with all that is in it when this is closed, or when the JVM ends before that. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread hook;

    /**
     * Makes a new folder.
     *
     * @param prefix what its name begins with
     */
    public TemporaryFolder(String prefix) throws IOException {
        path = Files.createTempDirectory(prefix);
        hook = new Thread(this::deleteWhatGoes, prefix + "-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    private void deleteWhatGoes() {
        try {
            delete();
        } catch (IOException e) {
            return; // the program is at its end: there is nobody to tell
        }
    }

    private void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and runs it
        }
    }
}
