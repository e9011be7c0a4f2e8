package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.PieceReader;
import org.amadeus.data.dataset.input.ReadFile;
import org.amadeus.data.midi.read.MidiReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file as a worker opens it: its system's own where it is of this machine, else Hadoop's. */
record FileSource(MidiFolder.Found file, Configuration hadoop) {
    /** Reads the file, or those that are in it. */
    void read(PieceReader reader, MidiInput.Sink out) throws IOException {
        if (file.archive()) {
            Archives.read(this, reader, out);
        } else if (isLocal()) {
            out.take(reader.read(file));
        } else {
            out.take(reader.read(file.name(), file.size(), file.modified(), tolerance -> {
                try (InputStream in = open()) {
                    return MidiReader.read(source(), in, tolerance);
                }
            }));
        }
    }

    /** As messages name it. */
    String source() {
        return isLocal() ? file.path().toString() : new Path(URI.create(file.place())).toString();
    }

    private boolean isLocal() {
        return file.place().startsWith("file:");
    }

    InputStream open() throws IOException {
        if (isLocal()) {
            return Files.newInputStream(file.path());
        }
        Path path = new Path(URI.create(file.place()));
        return path.getFileSystem(hadoop).open(path);
    }

    /** What is said of the file as a whole. */
    ReadFile unusable(String reason) {
        return ReadFile.unusable(file.name(), file.size(), file.modified(), source() + ": " + reason);
    }
}
