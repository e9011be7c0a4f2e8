package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.amadeus.data.io.AtomicFile;

/**
 * Where the shards of a store lie until they are in its index: {@code shards} in the store's folder.
 *
 * @param store the store's folder, absolute
 */
record ShardFolder(Path store) {
    private static final String NAME = "shards";
    private static final String ENDING = ".shard";

    /** The same on a worker. */
    static ShardFolder at(String place) {
        return new ShardFolder(Path.of(URI.create(place)));
    }

    /** What {@link #at} takes. */
    String place() {
        return store.toUri().toString();
    }

    private Path folder() {
        return store.resolve(NAME);
    }

    Path shard(String name) {
        return folder().resolve(name + ENDING);
    }

    void create() throws IOException {
        AtomicFile.makeFolder(folder());
    }

    /** Every whole shard. */
    List<Path> all() throws IOException {
        return files("*" + ENDING);
    }

    private List<Path> files(String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder())) {
            try (DirectoryStream<Path> each = Files.newDirectoryStream(folder(), pattern)) {
                each.forEach(files::add);
            }
        }
        Collections.sort(files);
        return files;
    }

    /** Deletes it all, unfinished shards too. */
    void delete() throws IOException {
        for (Path file : files("*")) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder());
    }
}
