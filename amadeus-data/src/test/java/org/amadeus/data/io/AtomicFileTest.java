package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes()));
    }

    private void assertOnly(Path... expected) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(expected), files.sorted().toList());
        }
    }

    @Test
    void writesAFileInAFolderThatIsNotThereYet() throws IOException {
        Path file = folder.resolve("a/b/file.txt");
        write(file, "music");
        assertEquals("music", Files.readString(file));
    }

    @Test
    void aFailureKeepsTheOldFileAndLeavesNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }));
        assertEquals(file.toAbsolutePath() + ": disk full", thrown.getMessage());
        assertEquals("old", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("file.txt"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked.txt"), link);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.txt"), folder.resolve("z-new.txt"));
        write(linked, "new");
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(linked));
        assertEquals("new", Files.readString(file));
        write(nowhere, "made");
        assertTrue(Files.isSymbolicLink(nowhere));
        assertEquals("made", Files.readString(folder.resolve("z-new.txt")));
        Files.delete(file);
        Files.createSymbolicLink(file, link);
        assertThrows(IOException.class, () -> write(link, "round and round"));
    }

    @Test
    void ofThoseThatWriteANewFileAtOnceOneDoes() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("new" + round + "/file.txt");
            List<CompletableFuture<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte[] content = ("of " + i).getBytes(StandardCharsets.UTF_8);
                writers.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        AtomicFile.writeNew(file, out -> out.write(content));
                        return true;
                    } catch (FileAlreadyExistsException e) {
                        return false;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
            List<Integer> wrote = new ArrayList<>();
            for (int i = 0; i < writers.size(); i++) {
                if (writers.get(i).get()) {
                    wrote.add(i);
                }
            }
            assertEquals(1, wrote.size());
            assertEquals("of " + wrote.get(0), Files.readString(file));
            try (Stream<Path> left = Files.list(file.getParent())) {
                assertEquals(List.of(file), left.toList());
            }
        }
    }

    @Test
    void permissionsStay() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions here");
        for (String permissions : List.of("rw-------", "rw-rw-r--", "rwxr-xr-x")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            write(file, permissions);
            assertEquals(permissions, Files.readString(file));
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertOnly(file);
    }

    @Test
    void whatMayNotBeWrittenIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assumeTrue(file.toFile().setWritable(false) && !Files.isWritable(file), "this user may write everything");
        assertThrows(AccessDeniedException.class, () -> write(file, "new"));
        assertEquals("old", Files.readString(file));
        IOException folderThere = assertThrows(IOException.class, () -> write(folder, "new"));
        assertEquals(folder.toAbsolutePath() + ": is a folder", folderThere.getMessage());
    }

    /** A folder where not even root may make files. */
    @Test
    void whereNothingMayBeMadeTheFileIsNamedNotWhatIsMadeBesideIt() {
        assumeTrue(Files.isDirectory(Path.of("/sys/kernel")), "the system has no such folder");
        Path file = Path.of("/sys/kernel/amadeus.mid");
        FileSystemException refused = assertThrows(FileSystemException.class, () -> write(file, "new"));
        assertEquals(file.toString(), refused.getFile());
    }

    @Test
    void aDeviceIsWrittenToAndStays() throws IOException {
        Path sink = Path.of("/dev/null");
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(sink) && Files.exists(full), "no such devices here");
        write(sink, "nothing");
        assertTrue(!Files.isRegularFile(sink));
        Path link = Files.createSymbolicLink(folder.resolve("link"), full);
        IOException thrown = assertThrows(IOException.class, () -> write(link, "too much"));
        assertTrue(thrown.getMessage().startsWith(link + ": No space left"), thrown.getMessage());
        assertTrue(Files.isSymbolicLink(link) && !Files.isRegularFile(full));
    }

    @Test
    void aPipeIsWrittenInto() throws Exception {
        Path pipe = folder.resolve("pipe");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            made = false;
        }
        assumeTrue(made, "no mkfifo here");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });
        write(pipe, "music");
        assertEquals("music", read.get());
        assertTrue(!Files.isRegularFile(pipe));
    }

    @Test
    void whatAKilledRunHasLeftIsDeletedByTheNext() throws Exception {
        Path file = folder.resolve("file.txt");
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slow.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals('w', killed.getInputStream().read(), "it writes");
        Path part;
        try (Stream<Path> files = Files.list(folder)) {
            part = files.findFirst().orElseThrow();
        }
        assertTrue(Files.exists(part));

        write(file, "by another");
        assertTrue(Files.exists(part), "what a living process writes is not touched");
        killed.destroyForcibly().waitFor();
        write(file, "after it");
        assertEquals("after it", Files.readString(file));
        assertOnly(file);
    }

    /** Writes and never ends. */
    static final class Slow {
        public static void main(String[] args) throws IOException {
            AtomicFile.write(Path.of(args[0]), out -> {
                out.write(new byte[1 << 17]);
                System.out.print("writing");
                System.out.flush();
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    @Test
    void manyMayWriteOneFileAtOnce() throws Exception {
        Path file = folder.resolve("file.txt");
        List<CompletableFuture<Void>> writers = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    try {
                        for (int i = 0; i < 20; i++) {
                            AtomicFile.write(file, out -> out.write(new byte[5000]));
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .limit(12)
                .toList();
        for (CompletableFuture<Void> writer : writers) {
            writer.get();
        }
        assertEquals(5000, Files.size(file));
        assertOnly(file);
    }

    @Test
    void anyNameWillDo() throws IOException {
        for (String name : List.of("n".repeat(250) + ".mid", "\u00c9tude \u2116 3.mid", " x", "...")) {
            Path file = folder.resolve(name);
            write(file, name);
            assertEquals(name, Files.readString(file));
            Files.delete(file);
        }
        assertOnly();
    }
}
