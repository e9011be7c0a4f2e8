package org.amadeus.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder that the build makes, as somebody has it who was given a copy. */
@DisabledOnOs(OS.WINDOWS)
class ProgramTest {
    @TempDir
    static Path place;

    private static Path program;

    @TempDir
    Path folder;

    /** With a space and letters of several scripts in its path, and moved after it was used. */
    @BeforeAll
    static void copyAndMove() throws Exception {
        Path first = Launch.copy(Launch.DISTRIBUTION, place.resolve("first"));
        Launch run = Launch.of(place, Map.of(), first.resolve("bin/amadeus"), "--version");
        assertEquals(0, run.exit(), run.err());
        Path moved = place.resolve("Zwölf Stücke 音楽");
        Files.move(first, moved);
        program = moved.resolve("bin/amadeus");
    }

    @Test
    void saysItsVersionAndNothingElse() throws Exception {
        Launch run = launch("--version");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("Amadeus "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void writesMusicWhereNoLocaleAndNoHomeAreSet() throws Exception {
        Path output = folder.resolve("Stücke für später");
        Launch run = Launch.of(
                folder,
                Map.of("LC_ALL", "C", "HOME", "", "LANG", ""),
                program,
                "generate",
                "-l",
                "200",
                "--seed",
                "3",
                "-o",
                output);
        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().contains("Stücke für später"), run.out());
        try (DirectoryStream<Path> pieces = Files.newDirectoryStream(output, "*.mid")) {
            Launch info = launch("info", pieces.iterator().next());
            assertEquals(0, info.exit(), info.err());
            assertFalse(info.out().isBlank());
        }
    }

    @Test
    void startsThroughLinksAndByThePlainShell() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("amadeus"), program);
        Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("amadeus"));
        assertEquals(0, Launch.of(folder, Map.of(), second, "--version").exit());
        Launch run = Launch.of(folder, Map.of(), "sh", link.getFileName(), "--version");
        assertEquals(0, run.exit(), run.err());
    }

    /** A folder that its user may not write: run as root this shows only that it starts. */
    @Test
    void startsFromAFolderThatCannotBeWritten() throws Exception {
        Path copy = Launch.copy(Launch.DISTRIBUTION, folder.resolve("read only"));
        Path lib = copy.resolve("lib");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));
        Map<String, String> environment = Map.of("HOME", "/nonexistent", "XDG_CACHE_HOME", "/dev/null/cache");
        try {
            Launch run = Launch.of(folder, environment, copy.resolve("bin/amadeus"), "--version");
            assertEquals(0, run.exit(), run.err());
            assertEquals("", run.err());
        } finally {
            Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void startsWhileAnotherStartPreparesTheClasses() throws Exception {
        Path copy = Launch.copy(Launch.DISTRIBUTION, folder.resolve("two"));
        Launch.Running one = Launch.start(folder, Map.of(), copy.resolve("bin/amadeus"), "--version");
        Launch.Running other = Launch.start(folder, Map.of(), copy.resolve("bin/amadeus"), "--version");
        for (Launch run : List.of(one.end(), other.end())) {
            assertEquals(0, run.exit(), run.err());
            assertEquals("", run.err());
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(copy.resolve("lib"), "classes-*")) {
            Path classes = left.iterator().next();
            assertTrue(Files.size(classes.resolve("classes.jsa")) > 0);
            try (var files = Files.list(classes)) {
                assertEquals(2, files.count(), "nothing is left behind");
            }
        }
    }

    @Test
    void startsByTheNewestJavaHere() throws Exception {
        Path newest = null;
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(Path.of("/usr/lib/jvm"), "*2[1-9]*")) {
                for (Path home : homes) {
                    newest = newest == null || home.compareTo(newest) > 0 ? home : newest;
                }
            }
        }
        assumeTrue(newest != null && Files.isExecutable(newest.resolve("bin/java")), "no newer Java in /usr/lib/jvm");
        Map<String, String> environment = Map.of("JAVA_HOME", newest.toString());
        for (int i = 0; i < 2; i++) {
            Launch run = Launch.of(folder, environment, program, "generate", "-l", "50", "-o", folder.resolve("o"));
            assertEquals(0, run.exit(), run.err());
            assertEquals("", run.err());
        }
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() throws Exception {
        Launch run = launch("generate", "-l", "many");
        assertEquals(2, run.exit());
        assertTrue(run.error().startsWith("amadeus: "), run.err());
        assertTrue(run.error().contains("many"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void tooLittleMemoryIsOneLineAndExitCodeOne() throws Exception {
        Launch run = Launch.of(
                folder, Map.of("AMADEUS_JAVA_OPTS", "-Xmx8m"), program, "generate", "-o", folder.resolve("none"));
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: out of memory ("), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void aMissingNativeLibraryIsOneLineAndExitCodeOne() throws Exception {
        Path copy = Launch.copy(Launch.DISTRIBUTION, folder.resolve("without natives"));
        for (String natives : List.of("nd4j-native-1*-*-*.jar", "nd4j-native-preset-*-*-*.jar")) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(copy.resolve("lib"), natives)) {
                for (Path jar : jars) {
                    if (jar.getFileName().toString().matches(".*(x86_64|arm64)\\.jar")) {
                        Files.delete(jar);
                    }
                }
            }
        }
        Map<String, String> environment = Map.of("AMADEUS_JAVA_OPTS", "-Dorg.bytedeco.javacpp.cachedir=" + folder);
        Launch run = Launch.of(folder, environment, copy.resolve("bin/amadeus"), "generate", "-o", folder.resolve("n"));
        assertEquals(1, run.exit(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.error().startsWith("amadeus: "), run.err());
        assertTrue(run.error().matches(".*(native library|backend).*"), run.err());
    }

    @Test
    void aWrongOptionOfTheJvmIsSaid() throws Exception {
        Launch run = Launch.of(folder, Map.of("AMADEUS_JAVA_OPTS", "-XX:+NoSuchThing"), program, "--version");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("NoSuchThing"), run.err());
        assertEquals("", run.out());
    }

    /** Messages and what a script prints after them share one position in a file. */
    @Test
    void messagesSurviveInALogThatOthersWriteToo() throws Exception {
        Path log = folder.resolve("log");
        Path script = Launch.script(
                folder.resolve("night"), "echo before\n'" + program + "' info none.mid\necho after\necho and more");
        Launch run = Launch.of(folder, Map.of(), "sh", "-c", "'" + script + "' >'" + log + "' 2>&1");
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                List.of("before", "amadeus: none.mid: no such file or folder", "after", "and more"),
                Files.readAllLines(log));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAnErrorAndAReaderThatIsGoneIsNot() throws Exception {
        Launch full = Launch.of(folder, Map.of(), "sh", "-c", "'" + program + "' --help >/dev/full");
        assertEquals(1, full.exit());
        assertEquals("amadeus: standard output can't be written: No space left on device", full.error());
        Launch gone = Launch.of(folder, Map.of(), "sh", "-c", "'" + program + "' completion | true");
        assertEquals("", gone.err());
        assertEquals(0, gone.exit());
    }

    @Test
    void theErrorStreamMayBeClosed() throws Exception {
        Launch run = Launch.of(folder, Map.of(), "sh", "-c", "'" + program + "' --version 2>&-");
        assertEquals(0, run.exit());
        assertTrue(run.out().startsWith("Amadeus "), run.out());
    }

    @Test
    void carriesTheDocumentsThatHelpAndErrorsName() throws Exception {
        Set<String> named = new TreeSet<>();
        Pattern name = Pattern.compile("docs/[\\w-]+\\.\\w+");
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Launch.CHECKOUT, "amadeus-*")) {
            for (Path module : modules) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.find(sources, 20, (file, is) -> is.isRegularFile())) {
                        for (Path file : (Iterable<Path>) files::iterator) {
                            name.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
                        }
                    }
                }
            }
        }
        assertTrue(named.contains("docs/live.md"), named.toString());
        for (String document : named) {
            assertTrue(Files.isRegularFile(Launch.DISTRIBUTION.resolve(document)), document);
        }
    }

    private Launch launch(Object... args) throws IOException, InterruptedException {
        Object[] command = new Object[args.length + 1];
        command[0] = program;
        System.arraycopy(args, 0, command, 1, args.length);
        return Launch.of(folder, Map.of(), command);
    }
}
