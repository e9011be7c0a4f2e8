package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.input.MidiFolder;
import org.apache.hadoop.conf.Configuration;

/** Where MIDI files are. {@code toString} is how messages name it. */
interface Place {
    MidiFolder.Listing list() throws IOException;

    /** A path of this machine, or a URI that Hadoop knows. */
    static Place of(String place, Configuration hadoop) {
        if (!place.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")) {
            return new Local(Path.of(place));
        }
        try {
            URI uri = URI.create(place);
            return uri.getScheme().equals("file") ? new Local(Path.of(uri)) : new HadoopFolder(uri, hadoop);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(place + ": no URI, " + e.getMessage());
        }
    }

    /** A folder or an archive of this machine, which workers see under the same name. */
    record Local(Path path) implements Place {
        @Override
        public MidiFolder.Listing list() throws IOException {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            if (Files.isRegularFile(path) && Archives.isArchive(path.toString())) {
                return new MidiFolder.Listing(
                        List.of(new MidiFolder.Found(
                                "",
                                path.toAbsolutePath().toUri().toString(),
                                path.getFileName().toString(),
                                Files.size(path),
                                Files.getLastModifiedTime(path).toMillis(),
                                true)),
                        List.of());
            }
            return MidiFolder.list(path, Archives::isArchive);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
