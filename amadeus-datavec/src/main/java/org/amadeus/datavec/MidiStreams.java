package org.amadeus.datavec;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.data.AmadeusException;

/** Opens what a URI names. */
final class MidiStreams {
    private MidiStreams() {}

    /** How a URI is opened. */
    @FunctionalInterface
    interface Opener {
        InputStream open(URI location) throws IOException;
    }

    /**
     * Opens a file, an entry of a jar, or a file of another file system that Java has a provider for.
     *
     * @throws AmadeusException where it is a pipe or a device, which might never end, or nothing can open it
     */
    static InputStream open(URI location) throws IOException {
        if ("jar".equals(location.getScheme())) {
            URLConnection entry = location.toURL().openConnection();
            entry.setUseCaches(false); // else the jar stays open
            return entry.getInputStream();
        }
        Path file = path(location);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new AmadeusException(location + ": is a folder, a pipe or a device, expected a MIDI file");
        }
        return Files.newInputStream(file);
    }

    private static Path path(URI location) {
        try {
            return Path.of(location);
        } catch (FileSystemNotFoundException | IllegalArgumentException e) {
            throw new AmadeusException(
                    location + ": cannot be opened here, expected file: or jar:. A StreamInputSplit opens any other",
                    e);
        }
    }
}
