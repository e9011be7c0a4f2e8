package org.amadeus.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file that is written anew for each input, for readers that take paths. */
final class Scratch {
    private final Path file;

    Scratch(String name) {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            file = folder.resolve(name);
            file.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path with(byte[] bytes) throws IOException {
        return Files.write(file, bytes);
    }
}
