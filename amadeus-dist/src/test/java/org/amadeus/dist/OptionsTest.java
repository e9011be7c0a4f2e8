package org.amadeus.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher asks of Java, and of which Java: one that runs nothing tells what it was given. */
@DisabledOnOs(OS.WINDOWS)
class OptionsTest {
    private static final String MODULES = "java.base java.desktop jdk.incubator.vector";

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void aProgramWithoutJars() throws Exception {
        program = Launch.copy(Launch.CHECKOUT.resolve("amadeus-dist/src/main"), folder.resolve("program"));
        Files.writeString(program.resolve("lib/version"), "1\n");
        Files.writeString(program.resolve("lib/amadeus.jar"), "");
    }

    @Test
    void optionsGoByTheCommandWhereverItStands() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        for (List<String> words : List.of(List.of("train", "-s", "a"), List.of("--verbose", "train", "-s", "a"))) {
            List<String> given = given(java, Map.of(), words);
            assertTrue(given.contains("@" + program + "/lib/jvm-train.options"), given.toString());
            assertEquals(words, given.subList(given.size() - words.size(), given.size()));
        }
        List<String> given = given(java, Map.of(), List.of("generate", "-o", "train"));
        assertFalse(given.contains("@" + program + "/lib/jvm-train.options"), given.toString());
    }

    /** Neither the filter of what the JVM says nor the archive of the classes depends on it. */
    @Test
    void theFolderForTemporaryFilesMayBeMissing() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        Launch.script(
                java.resolve("bin/java"),
                "for word; do case $word in -XX:ArchiveClassesAtExit=*) echo >\"${word#*=}\" ;; esac; done\n"
                        + "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2");
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                java.toString(),
                "TMPDIR",
                folder.resolve("missing").toString());
        Launch run = Launch.of(folder, environment, program.resolve("bin/amadeus"), "generate");
        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.err());
        assertTrue(Files.isRegularFile(program.resolve("lib/classes-17.0.2/classes.jsa")));
    }

    @Test
    void theFolderForTemporaryFilesIsToldToJava() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        Path temporary = Files.createDirectory(folder.resolve("for the while"));
        String option = "-Djava.io.tmpdir=" + temporary;
        List<String> given = given(java, Map.of("TMPDIR", temporary.toString()), List.of("info"));
        assertTrue(given.contains(option), given.toString());
        assertTrue(given.indexOf(option) < given.indexOf("-jar"), given.toString());
        String own = "-Djava.io.tmpdir=/mine";
        given = given(java, Map.of("TMPDIR", temporary.toString(), "AMADEUS_JAVA_OPTS", own), List.of("info"));
        assertTrue(given.indexOf(own) > given.indexOf(option), "the last one counts: " + given);
        for (String none : List.of("", folder.resolve("missing").toString())) {
            given = given(java, Map.of("TMPDIR", none), List.of("info"));
            assertFalse(given.toString().contains("java.io.tmpdir"), given.toString());
        }
    }

    /** Nothing of Spark, and none of its options, where it is not asked for or not there. */
    @Test
    void sparkComesWithAMasterAlone() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        List<String> words = List.of("preprocess", "midi", "dataset", "--master", "local[2]");
        assertTrue(given(java, Map.of(), words).contains("-jar"), "this program was built without Spark");
        Files.createDirectories(program.resolve("lib/spark/jars"));
        String libraries = program + "/lib/spark/*:" + program + "/lib/spark/jars/*:" + program + "/lib/*";
        for (List<String> each : List.of(words, List.of("--master=local[2]", "train", "-s", "a"))) {
            List<String> given = given(java, Map.of(), each);
            assertEquals(libraries, given.get(given.indexOf("-cp") + 1), given.toString());
            assertTrue(given.contains("@" + program + "/lib/jvm-spark.options"), given.toString());
            assertFalse(given.contains("-jar"), given.toString());
            assertEquals(each, given.subList(given.size() - each.size(), given.size()));
        }
        List<String> without = given(java, Map.of(), List.of("preprocess", "midi", "dataset"));
        assertFalse(without.toString().contains("spark"), without.toString());
    }

    @Test
    void largePagesAreAskedForOnLinuxAlone() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        Launch.script(
                java.resolve("bin/java"),
                "for word; do case $word in *UseTransparentHugePages*) echo \"Unrecognized VM option\" >&2; exit 1 ;;"
                        + " esac; done; echo started");
        Path tools = folder.resolve("tools");
        Launch.script(tools.resolve("uname"), "echo Darwin");
        String path = tools + ":" + System.getenv("PATH");
        for (String command : List.of("benchmark", "duet", "evaluate", "preprocess", "quantize", "studio", "train")) {
            assertEquals(List.of("started"), given(java, Map.of("PATH", path), List.of(command)));
        }
    }

    @Test
    void newerVersionsAreToldWhatTheyWarnOf() throws Exception {
        String option = "--sun-misc-unsafe-memory-access=allow";
        assertTrue(given(Launch.standIn(folder.resolve("new"), "25", MODULES), Map.of(), List.of("info"))
                .contains(option));
        assertFalse(given(Launch.standIn(folder.resolve("old"), "17.0.2", MODULES), Map.of(), List.of("info"))
                .contains(option));
    }

    @Test
    void aJavaWithoutTheVectorModuleIsUsedWithoutIt() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "21.0.1", "java.base java.desktop");
        Launch run = launch(Map.of("JAVA_HOME", java.toString()), "info");
        assertEquals(0, run.exit());
        assertFalse(run.out().contains("jdk.incubator.vector"), run.out());
        assertEquals(
                "amadeus: " + java + " has no module jdk.incubator.vector, so this is slower than it could be\n",
                run.err());
    }

    @Test
    void theCommandIsNamedAsItWasCalled() throws Exception {
        Path java = Launch.standIn(folder.resolve("java"), "17.0.2", MODULES);
        String path = program.resolve("bin") + ":" + System.getenv("PATH");
        Map<String, String> environment = Map.of("JAVA_HOME", java.toString(), "PATH", path);
        for (String called : List.of("amadeus", "program/bin/amadeus", program + "/bin/../bin/amadeus")) {
            Launch run = Launch.of(folder, environment, "sh", "-c", "exec \"$0\" info", called);
            assertTrue(run.out().contains("-Damadeus.command=" + called + "\n"), run.out());
        }
    }

    @Test
    void aJavaThatWillNotDoIsOneSentence() throws Exception {
        Path old = Launch.standIn(folder.resolve("old"), "11.0.2", MODULES);
        assertRefused(
                "amadeus: " + old + "/bin/java is version 11.0.2, expected 17 or newer."
                        + " Install a newer Java, or set JAVA_HOME to one.",
                Map.of("JAVA_HOME", old.toString()));
        Path eight = Launch.standIn(folder.resolve("eight"), "1.8.0_392", MODULES);
        assertRefused(
                "amadeus: " + eight + "/bin/java is version 1.8.0_392, expected 17 or newer."
                        + " Install a newer Java, or set JAVA_HOME to one.",
                Map.of("JAVA_HOME", eight.toString()));
        assertRefused(
                "amadeus: JAVA_HOME is " + folder + ", which holds no bin/java."
                        + " Set it to a Java of version 17 or newer.",
                Map.of("JAVA_HOME", folder.toString()));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sh", "readlink", "sed", "cksum", "mkdir", "rm", "mktemp", "uname")) {
            for (String bin : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(bin, tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(bin, tool));
                }
            }
        }
        assertRefused(
                "amadeus: no java found. Install Java 17 or newer, or set JAVA_HOME.",
                Map.of("JAVA_HOME", "", "PATH", tools.toString()));
    }

    /** An installed program brings a Java, which goes before whatever else there is. */
    @Test
    void theProgramsOwnJavaIsTakenFirst() throws Exception {
        Launch.standIn(program.resolve("runtime"), "21.0.1", MODULES);
        Path old = Launch.standIn(folder.resolve("old"), "1.8.0", MODULES);
        assertEquals(0, launch(Map.of("JAVA_HOME", old.toString()), "info").exit());
    }

    private void assertRefused(String expected, Map<String, String> environment) throws Exception {
        Launch run = launch(environment, "info");
        assertEquals(1, run.exit());
        assertEquals(expected + "\n", run.err());
        assertEquals("", run.out());
    }

    private List<String> given(Path java, Map<String, String> environment, List<String> words) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("JAVA_HOME", java.toString());
        Launch run = launch(all, words.toArray());
        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.err());
        return run.out().lines().toList();
    }

    private Launch launch(Map<String, String> environment, Object... args) throws Exception {
        Object[] command = new Object[args.length + 2];
        command[0] = "/bin/sh";
        command[1] = program.resolve("bin/amadeus");
        System.arraycopy(args, 0, command, 2, args.length);
        return Launch.of(folder, environment, command);
    }
}
