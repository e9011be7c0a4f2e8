package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.SkippedFile;

/** The MIDI files in a folder and the folders in it. */
public final class MidiFolder {
    private static final List<String> ENDINGS = List.of(".mid", ".midi", ".rmi", ".smf", ".kar");

    private MidiFolder() {}

    /**
     * A file as it was found. There may be millions: what begins every place is one string, and what follows is kept only
     * where the name does not say it.
     *
     * @param folder   how its {@link #place} begins
     * @param rest     how that goes on; empty where it is the name, as URIs write it
     * @param name     its path below the folder, with slashes; the same in every locale, and another for every file
     * @param size     bytes
     * @param modified when it was last changed, milliseconds since 1970
     * @param archive  whether it holds MIDI files, whose names begin with its own and a slash
     */
    public record Found(String folder, String rest, String name, long size, long modified, boolean archive)
            implements Serializable {
        public Found {
            rest = rest.equals(inUri(name)) ? "" : rest;
        }

        /** Its URI, which has the bytes of its name whatever the locale. */
        public String place() {
            return folder + (rest.isEmpty() ? inUri(name) : rest);
        }

        /** Where it is, for one in a folder of this machine. */
        public Path path() {
            return Path.of(URI.create(place()));
        }

        private static String inUri(String name) {
            try {
                return new URI(null, null, "/" + name, null).getRawPath().substring(1);
            } catch (URISyntaxException e) {
                return name;
            }
        }
    }

    /**
     * What there is.
     *
     * @param files      in the order of their names, unmodifiable
     * @param unreadable folders that cannot be looked into and links that lead nowhere, with the reason; unmodifiable
     */
    public record Listing(List<Found> files, List<SkippedFile> unreadable) {
        public Listing {
            files = List.copyOf(files);
            unreadable = List.copyOf(unreadable);
        }

        /** Whether there is a file of that name. */
        public boolean has(String name) {
            Found wanted = new Found("", name, name, 0, 0, false);
            return Collections.binarySearch(files, wanted, Comparator.comparing(Found::name)) >= 0;
        }
    }

    /**
     * Every file whose name ends like a MIDI file's. Links are followed: size and time are those of what they lead to.
     * Pipes and devices are left out, they might never end.
     *
     * @throws DatasetException where there is none
     * @throws IOException      where the folder cannot be read
     */
    public static Listing list(Path folder) throws IOException {
        return list(folder, name -> false);
    }

    /**
     * Likewise, with the archives that hold MIDI files.
     *
     * @param archives tells by its name whether a file is one
     */
    public static Listing list(Path folder, Predicate<String> archives) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Visitor visitor = new Visitor(folder, archives);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        if (visitor.files.isEmpty() && visitor.unreadable.isEmpty()) {
            throw none(folder);
        }
        visitor.files.sort(Comparator.comparing(Found::name));
        visitor.unreadable.sort(Comparator.comparing(SkippedFile::name));
        return new Listing(visitor.files, visitor.unreadable);
    }

    /** Whether a file's name ends as a MIDI file's does. */
    public static boolean isMidi(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** That there is none in {@code folder}, and what was looked for. */
    public static DatasetException none(Object folder) {
        return new DatasetException(folder + ": no MIDI files here, looked for " + String.join(", ", ENDINGS)
                + " in the folder and the folders in it");
    }

    /** Why a file or folder could not be read, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final String place;
        private final Predicate<String> archives;
        private final PathNames names;
        private final List<Found> files = new ArrayList<>();
        private final List<SkippedFile> unreadable = new ArrayList<>();

        Visitor(Path folder, Predicate<String> archives) {
            this.folder = folder;
            String uri = folder.toUri().toString();
            this.place = uri.endsWith("/") ? uri : uri + "/";
            this.archives = archives;
            this.names = new PathNames(folder);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            boolean archive = archives.test(file.getFileName().toString());
            if (archive || isMidi(file.getFileName().toString())) {
                if (attributes.isSymbolicLink()) {
                    unreadable(file, new NoSuchFileException(file.toString())); // it was not followed: it leads nowhere
                } else if (!attributes.isOther()) {
                    long modified = attributes.lastModifiedTime().toMillis();
                    URI uri = file.toUri();
                    String rest = uri.toString().substring(place.length());
                    files.add(new Found(place, rest, names.of(uri), attributes.size(), modified, archive));
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
                throw e;
            }
            if (!(e instanceof FileSystemLoopException)) {
                unreadable(file, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            if (e != null) {
                if (visited.equals(folder)) {
                    throw e;
                }
                unreadable(visited, e);
            }
            return FileVisitResult.CONTINUE;
        }

        private void unreadable(Path file, IOException e) {
            unreadable.add(new SkippedFile(names.of(file), 0, 0, reason(e)));
        }
    }
}
