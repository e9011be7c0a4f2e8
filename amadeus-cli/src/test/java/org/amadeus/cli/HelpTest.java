package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command, as a terminal of 80 columns shows it. */
class HelpTest {
    private static final int COLUMNS = 80;

    static List<String> commands() {
        List<String> names = new ArrayList<>(Main.commandLine().getSubcommands().keySet());
        names.add("");
        return names;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyLineIsShownAsItWasWritten(String command) {
        CommandSpec spec = spec(command);
        List<String> help = help(command);
        for (String line : help) {
            assertTrue(line.length() <= COLUMNS, line);
        }
        Stream.of(spec.usageMessage().description(), spec.usageMessage().footer())
                .flatMap(Arrays::stream)
                .forEach(line -> assertTrue(help.contains(line), "wrapped: " + line));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noWordIsBroken(String command) {
        List<String> help = help(command);
        for (String line : help) {
            if (line.startsWith("Usage:") || line.startsWith("          ")) {
                assertEquals(count(line, '['), count(line, ']'), "broken: " + line);
            }
        }
        List<String> shown = help.stream()
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .toList();
        CommandSpec spec = spec(command);
        List<ArgSpec> all = new ArrayList<>(spec.options());
        all.addAll(spec.positionalParameters());
        for (ArgSpec each : all) {
            for (String word : String.join(" ", each.description()).split("\\s+")) {
                assertTrue(word.contains("${") || shown.contains(word), each + ": broken: " + word);
            }
        }
    }

    @Test
    void theListOfCommandsHasOneLineForEach() {
        List<String> help = help("");
        Main.commandLine().getSubcommands().forEach((name, line) -> {
            String what = line.getCommandSpec().usageMessage().description()[0];
            assertTrue(help.contains(String.format("  %-10s  %s", name, what)), name + ": wrapped: " + what);
        });
    }

    /** What follows two spaces says what an example does; what follows a ">" is the shell's. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsUnderstood(String command) {
        for (String line : spec(command).usageMessage().footer()) {
            if (line.startsWith("  amadeus ") && !line.contains("COMMAND")) {
                String typed = line.strip().split(" {2,}| > ")[0];
                String[] words = Pattern.compile("\"([^\"]*)\"|\\S+")
                        .matcher(typed)
                        .results()
                        .skip(1)
                        .map(word -> word.group(1) == null ? word.group() : word.group(1))
                        .toArray(String[]::new);
                assertDoesNotThrow(
                        () -> Main.commandLine()
                                .setCaseInsensitiveEnumValuesAllowed(true)
                                .parseArgs(words),
                        line);
            }
        }
    }

    private static CommandSpec spec(String command) {
        CommandLine line = Main.commandLine();
        return (command.isEmpty() ? line : line.getSubcommands().get(command)).getCommandSpec();
    }

    private static List<String> help(String command) {
        CliRun run = command.isEmpty() ? CliRun.of("--help") : CliRun.of(command, "--help");
        assertEquals(0, run.exit(), run.err());
        return run.out().lines().collect(Collectors.toList());
    }

    private static long count(String line, char sign) {
        return line.chars().filter(c -> c == sign).count();
    }
}
