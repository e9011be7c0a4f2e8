package org.amadeus.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher of a checkout builds. A Maven that compiles nothing makes a program that prints a source file. */
@DisabledOnOs(OS.WINDOWS)
class CheckoutTest {
    private static final String MAVEN =
            """
            for word; do case $word in -Ddistribution.folder=*) folder=${word#*=} ;; esac; done
            echo build >>builds
            [ ! -e broken ] || { echo '[ERROR] COMPILATION ERROR'; exit 1; }
            sleep 0.3
            mkdir -p "$folder/bin"
            { echo '#!/bin/sh'; echo "echo '$(cat amadeus-one/src/main/One.java)' \\$AMADEUS_COMMAND"; } >"$folder/bin/amadeus"
            chmod +x "$folder/bin/amadeus"
            """;

    @TempDir
    Path folder;

    private Path checkout;
    private Path source;
    private Path java;

    @BeforeEach
    void aCheckout() throws Exception {
        checkout = folder.resolve("mein Klavier ♪");
        Launch.copy(Launch.CHECKOUT.resolve("amadeus-dist/src/main"), checkout.resolve("amadeus-dist/src/main"));
        Files.copy(Launch.CHECKOUT.resolve("amadeus"), checkout.resolve("amadeus"));
        assertTrue(checkout.resolve("amadeus").toFile().setExecutable(true));
        Launch.script(checkout.resolve("mvnw"), MAVEN);
        Files.writeString(checkout.resolve("pom.xml"), "");
        source = checkout.resolve("amadeus-one/src/main/One.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "first");
        Files.writeString(checkout.resolve("amadeus-one/pom.xml"), "");
        java = Launch.standIn(folder.resolve("jdk"), "17.0.2", "java.base");
        Launch.script(java.resolve("bin/javac"), "");
    }

    @Test
    void buildsAtTheFirstStartAndNotAtTheSecond() throws Exception {
        assertSays("first");
        assertSays("first");
        assertBuilds(1);
    }

    @Test
    void buildsWhereASourceChangedWhateverItsTime() throws Exception {
        assertSays("first");
        FileTime before = Files.getLastModifiedTime(source);
        Files.writeString(source, "other");
        assertSays("other");
        // Unpacked over the old ones, files have the archive's times.
        Files.writeString(source, "third");
        Files.setLastModifiedTime(source, FileTime.fromMillis(before.toMillis() - 3_600_000));
        assertSays("third");
        Files.writeString(source, "longer");
        Files.setLastModifiedTime(source, FileTime.fromMillis(before.toMillis() - 3_600_000));
        assertSays("longer");
        assertBuilds(4);
    }

    @Test
    void buildsWhereAFileCameOrWent() throws Exception {
        Path resource = source.resolveSibling("words.txt");
        Files.writeString(resource, "");
        assertSays("first");
        Path classes = Files.createDirectories(checkout.resolve("amadeus-one/target/classes"));
        Path copied = Files.writeString(classes.resolve("words.txt"), "");
        Path compiled = Files.writeString(classes.resolve("One.class"), "");
        Files.delete(resource);
        assertSays("first");
        assertBuilds(2);
        assertFalse(Files.exists(copied), "what was copied once does not stay");
        assertTrue(Files.exists(compiled), "what was compiled does");
        Files.writeString(checkout.resolve("amadeus-one/pom.xml"), "<project/>");
        assertSays("first");
        assertBuilds(3);
    }

    @Test
    void aMovedCheckoutAndACopyAreThemselves() throws Exception {
        assertSays("first");
        Path copy = Launch.copy(checkout, folder.resolve("copy"));
        checkout = Files.move(checkout, folder.resolve("moved"));
        source = checkout.resolve("amadeus-one/src/main/One.java");
        assertSays("first");
        assertBuilds(1);
        Files.writeString(source, "of the one that was moved");
        assertSays("of the one that was moved");
        checkout = copy;
        assertSays("first");
    }

    @Test
    void startsAtOnceBuildOnce() throws Exception {
        List<Launch.Running> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(Launch.start(folder, environment(), checkout.resolve("amadeus")));
        }
        for (Launch.Running start : starts) {
            Launch run = start.end();
            assertEquals(0, run.exit(), run.err());
            assertEquals("first " + checkout.resolve("amadeus") + "\n", run.out());
        }
        assertBuilds(1);
    }

    @Test
    void aLockThatNobodyHoldsIsTakenOver() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertTrue(ended.waitFor(1, TimeUnit.MINUTES));
        Path target = Files.createDirectories(checkout.resolve("amadeus-dist/target"));
        Files.createSymbolicLink(target.resolve("launcher.lock"), Path.of(Long.toString(ended.pid())));
        assertSays("first");
        try (var left = Files.list(target)) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().contains("lock")), "a lock stays behind");
        }
    }

    @Test
    void aFailedBuildIsSaidAndTriedAgain() throws Exception {
        Files.writeString(checkout.resolve("broken"), "");
        Launch run = launch(environment());
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("[ERROR] COMPILATION ERROR"), run.err());
        assertTrue(run.err().contains("Try: cd '" + checkout + "' && ./mvnw verify"), run.err());
        Files.delete(checkout.resolve("broken"));
        assertSays("first");
    }

    @Test
    void aJavaWithoutACompilerIsOneSentence() throws Exception {
        Files.delete(java.resolve("bin/javac"));
        Launch run = launch(environment());
        assertEquals(1, run.exit());
        assertEquals(
                "amadeus: " + java + " is a Java without a compiler (a JRE), and a checkout has to be compiled."
                        + " Install a JDK, or set JAVA_HOME.\n",
                run.err());
    }

    @Test
    void aCheckoutOfSomebodyElseIsUsedAsItIsOrRefusedInOneSentence() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        assertSays("first");
        Path target = checkout.resolve("amadeus-dist/target");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertSays("first");
            Files.writeString(source, "other");
            Launch run = launch(environment());
            assertEquals(1, run.exit());
            assertTrue(run.error().contains("you may not write there"), run.err());
        } finally {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void assertSays(String expected) throws IOException, InterruptedException {
        Launch run = launch(environment());
        assertEquals(0, run.exit(), run.err());
        assertEquals(expected + " " + checkout.resolve("amadeus") + "\n", run.out());
    }

    private void assertBuilds(int expected) throws IOException {
        assertEquals(expected, Files.readAllLines(checkout.resolve("builds")).size());
    }

    private Map<String, String> environment() {
        return Map.of("JAVA_HOME", java.toString(), "HOME", "", "LC_ALL", "C");
    }

    private Launch launch(Map<String, String> environment) throws IOException, InterruptedException {
        return Launch.of(folder, environment, checkout.resolve("amadeus"));
    }
}
