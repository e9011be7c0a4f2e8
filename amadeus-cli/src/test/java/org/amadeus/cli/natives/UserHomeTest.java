package org.amadeus.cli.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.cli.CliProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserHomeTest {
    @TempDir
    private Path temp;

    /** As Java has it where the user is a number that the system has no name for. */
    @Test
    void aUserWithoutAHomeGetsNoFolderBesideTheMusic() throws Exception {
        for (boolean named : new boolean[] {true, false}) {
            Path folder = Files.createDirectory(temp.resolve("home is named " + named));
            Path home = Files.createDirectory(temp.resolve("home" + named));
            Path said = temp.resolve("said");
            ProcessBuilder builder = CliProcess.builder(
                            List.of(), List.of("-Duser.home=?", "-Djava.io.tmpdir=" + temp), "generate", "-l", "3")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().remove("HOME");
            if (named) {
                builder.environment().put("HOME", home.toString());
            }
            assertEquals(0, builder.start().waitFor(), Files.readString(said));
            assertTrue(Files.notExists(folder.resolve("?")));
            assertEquals(named, Files.exists(home.resolve(".javacpp")));
        }
    }
}
