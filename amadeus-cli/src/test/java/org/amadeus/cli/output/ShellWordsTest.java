package org.amadeus.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    private static final List<String> WORDS = List.of(
            "-s",
            "my model.amadeus",
            "a\"b",
            "$HOME",
            "`id`",
            "f(x);y",
            "",
            "hidden_dim=8,gru_layers=2",
            "a\\b",
            "c\\\" d");

    @Test
    void plainWordsStayAsTheyAre() {
        assertEquals("train -p hidden_dim=8,gru_layers=2", ShellWords.join(List.of("train", "-p", WORDS.get(7))));
        assertEquals("\"my model.amadeus\"", ShellWords.quoted(Path.of("my model.amadeus")));
    }

    @Test
    void aShellReadsTheSameWords() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh to ask");
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf '%s\\n' " + ShellWords.join(WORDS)).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        assertEquals(WORDS, List.of(read.split("\n")));
    }

    /** A file's name may hold what moves a terminal's cursor. */
    @Test
    void whatATerminalMustNotBeSentIsEscapedAndBashReadsItBack() throws IOException, InterruptedException {
        String name = "it's\u001b[2J a\nb\\c";
        String quoted = ShellWords.quoted(Path.of(name));
        assertEquals("$'it\\'s\\e[2J a\\nb\\\\c'", quoted);
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to ask");
        Process shell = new ProcessBuilder("/bin/bash", "-c", "printf %s " + quoted).start();
        assertEquals(name, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, shell.waitFor());
    }
}
