package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The MIDI files in a folder and the folders in it. */
public final class MidiFolder {
    private static final List<String> ENDINGS = List.of(".mid", ".midi", ".rmi", ".smf", ".kar");

    private MidiFolder() {}

    /**
     * A file as it was found.
     *
     * @param name its path below the folder, with slashes
     */
    public record Found(Path path, String name, long size, long modified) {}

    /**
     * Every file whose name ends like a MIDI file's, in the order of their names; folders that cannot be looked into, too,
     * so that whoever reads them hears why. Pipes and devices are left out: they might never end.
     *
     * @throws DatasetException where there is none
     * @throws IOException      where the folder cannot be read
     */
    public static List<Found> list(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!attributes.isOther() && ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
                    found.add(new Found(
                            file,
                            name,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(folder)) {
                    throw e;
                }
                found.add(new Found(file, folder.relativize(file).toString().replace('\\', '/'), 0, 0));
                return FileVisitResult.CONTINUE;
            }
        });
        if (found.isEmpty()) {
            throw new DatasetException(folder + ": no MIDI files here, looked for " + String.join(", ", ENDINGS)
                    + " in the folder and the folders in it");
        }
        found.sort(Comparator.comparing(Found::name));
        return found;
    }
}
