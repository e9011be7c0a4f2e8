package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amadeus.data.dataset.StoreFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A value that an option can't take is wrong usage: one line names the option, before any file is looked at. Every option
 * of every command that takes a number is tried.
 */
class OptionValuesTest {
    /** What a command needs beside: files that are not there. */
    private static final Map<String, List<String>> NEEDED = new TreeMap<>(Map.ofEntries(
            Map.entry("generate", List.of("-s", "missing")),
            Map.entry("duet", List.of("-s", "missing", "--in", "missing")),
            Map.entry("devices", List.of("--test", "missing")),
            Map.entry("studio", List.of("-s", "missing")),
            Map.entry("preprocess", List.of("missing", "missing.dataset")),
            Map.entry("train", List.of("-s", "missing.amadeus", "-d", "missing")),
            Map.entry("teach", List.of("missing", "-o", "missing.amadeus")),
            Map.entry("evaluate", List.of("-s", "missing", "-d", "missing")),
            Map.entry("quantize", List.of("-s", "missing", "-o", "missing.amadeus")),
            Map.entry("benchmark", List.of("-s", "missing"))));

    /** Any number will do for these. */
    private static final Set<String> ANY_NUMBER = Set.of("--seed");

    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> REAL = Set.of(double.class, Double.class);

    static Stream<Arguments> numbers() {
        return Main.commandLine().getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> isNumber(option) && !ANY_NUMBER.contains(option.longestName()))
                        .map(option -> Arguments.of(command.getKey(), option.longestName())));
    }

    private static boolean isNumber(OptionSpec option) {
        Class<?> type = option.auxiliaryTypes()[0];
        return WHOLE.contains(type) || REAL.contains(type);
    }

    @Test
    void everyCommandWithNumbersIsTried() {
        assertEquals(
                NEEDED.keySet(),
                Set.copyOf(numbers().map(tried -> (String) tried.get()[0]).toList()));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isRefusedByName(String command, String name) {
        CommandLine line = Main.commandLine(command).getSubcommands().get(command);
        OptionSpec option = line.getCommandSpec().findOption(name);
        List<String> values = new ArrayList<>(List.of("-1", "-2147483648", "abc", "", "99999999999999999999999x"));
        if (REAL.contains(option.auxiliaryTypes()[0])) {
            values.addAll(List.of("NaN", "-Infinity", "-1e308"));
        } else {
            values.addAll(List.of("1.5", "99999999999999999999"));
        }
        for (String value : values) {
            List<Object> words = new ArrayList<>(List.of(command));
            words.addAll(NEEDED.get(command));
            words.add(name + "=" + value);
            CliRun run = CliRun.of(words.toArray());
            assertEquals(2, run.exit(), words + ": " + run.err());
            assertTrue(
                    Stream.of(option.names()).anyMatch(run.error()::contains), words + " is not named: " + run.err());
            assertEquals("", run.out(), words::toString);
        }
    }

    /** However large or small, it is taken or refused. */
    @ParameterizedTest
    @MethodSource("numbers")
    void theLargestAndTheSmallestAreNoFaultOfOurs(String command, String name) {
        CommandLine line = Main.commandLine(command).getSubcommands().get(command);
        boolean whole = WHOLE.contains(line.getCommandSpec().findOption(name).auxiliaryTypes()[0]);
        for (String value : whole ? List.of("0", "1", "2147483647") : List.of("0", "4.9e-324", "1e308", "Infinity")) {
            List<Object> words = new ArrayList<>(List.of(command));
            words.addAll(NEEDED.get(command));
            words.add(name + "=" + value);
            CliRun run = CliRun.of(words.toArray());
            assertTrue(run.exit() == 1 || run.exit() == 2, words + ": " + run.err());
            assertTrue(!run.err().contains("a fault in Amadeus"), words + ": " + run.err());
            assertTrue(run.err().lines().count() <= 2, words + ": " + run.err());
        }
    }

    /** Nothing else would tell that it was given in vain. */
    @ParameterizedTest
    @CsvSource({
        "train -s a.amadeus -d missing --ui-port 9001, --ui-port does nothing without --ui",
        "train -s a.amadeus -d missing --teacher-share 0.5, --teacher-share does nothing without --quantize",
        "quantize -s missing -o a.amadeus --windows 3, --windows does nothing without --dataset or --valid",
        "quantize -s missing -o a.amadeus --max-ppl-ratio 1.1, --max-ppl-ratio does nothing without --dataset or --valid",
        "quantize -s missing -o a.amadeus --batches 3, --batches does nothing without --dataset",
        "quantize -s missing -o a.amadeus --batch-size 3, --batch-size does nothing without --dataset",
        "quantize -s missing -o a.amadeus --seed 3, --seed does nothing without --dataset",
        "devices --seconds 3, --seconds does nothing without --test",
        "evaluate -d missing --against a --stride 100, --stride is about one model",
        "evaluate -d missing --against a --controls none, --controls is about one model",
        "preprocess missing a --likeness 0.3, --likeness does nothing without --report or --deduplicate",
        "generate -s missing --primer-mode reference, --primer-mode does nothing without --primer",
        "generate -s missing --no-guards --max-silence 2, leave out that or --max-silence",
        "generate -s missing --strict, --strict is about reading MIDI files and none is read without -i",
        "generate -s missing -c ;4 --lenient, --lenient is about reading MIDI files and none is read without -i",
        "info --strict, --strict is about reading MIDI files; the bundled model is none",
        "info bundled --lenient, --lenient is about reading MIDI files; the bundled model is none",
        "render missing.mid a.wav --sounds piano --soundfont a.sf2, leave one of them out"
    })
    void anOptionThatDoesNothingIsWrongUsage(String words, String said) {
        CliRun run = CliRun.of((Object[]) words.split(" "));
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().contains(said), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    /** A dataset was read from MIDI files when it was made. */
    @ParameterizedTest
    @CsvSource({"evaluate -s missing --strict -d", "teach -s missing -o a.amadeus --strict"})
    void howMidiIsReadMeansNothingToADataset(String words, @TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve(StoreFolder.INDEX_FILE));
        CliRun run = CliRun.of(
                Stream.concat(Stream.of(words.split(" ")), Stream.of(folder)).toArray());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().contains("--strict is about reading MIDI files"), run.err());
        assertTrue(run.error().contains(folder + " is a dataset"), run.err());
    }

    @Test
    void aBeamSearchIsNotAdvisedToDraw() {
        assertTrue(CliRun.of("generate", "-s", "missing", "-T", 2).err().contains("--top-p 0.95 keeps it bold"));
        CliRun beams = CliRun.of("generate", "-s", "missing", "-T", 2, "-B", 2);
        assertTrue(!beams.err().contains("--top-p"), beams.err());
    }

    @ParameterizedTest
    @CsvSource({
        "duet, --channel, 0, --channel is 0, 1 .. 16",
        "duet, --channel, 17, --channel is 17, 1 .. 16",
        "duet, --velocity, 9, --velocity is 9.0, 0.1 .. 4.0",
        "duet, --key, H, --key: \"H\", Bbm",
        "duet, -T, 1001, -T is 1001.0, above 0 and at most 1000",
        "generate, --top-p, 1.5, --top-p is 1.5, above 0 and at most 1",
        "train, -b, 0, --batch-size is 0, 1 .. 4096",
        "train, --velocity-shift, 32, --velocity-shift is 32, 0 .. 31",
        "train, -w, abc, '--window-size'' (EVENTS): \"abc\"', 'a whole number, 2147483647 at most'",
        "generate, -T, nan, '\"nan\"', 'a number, as 0.5'",
        "preprocess, --threads, 2147483647, --threads is 2147483647, 1 .. 1024",
        "evaluate, --threads, 2147483647, --threads is 2147483647, 1 .. 1024",
        "studio, --share, nowhere.invalid, --share: \"nowhere.invalid\", no address of this machine"
    })
    void whatWasFoundAndWhatWasExpectedIsSaid(
            String command, String name, String value, String found, String expected) {
        List<Object> words = new ArrayList<>(List.of(command));
        words.addAll(NEEDED.get(command));
        words.remove("-s".equals(words.get(1)) && command.equals("studio") ? "-s" : "");
        words.remove(command.equals("studio") ? "missing" : "");
        words.addAll(List.of(name, value));
        CliRun run = CliRun.of(words.toArray());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().contains(found) && run.error().contains(expected), run.err());
    }

    @Test
    void optionsThatExcludeEachOtherAreNamedOnce() {
        CliRun run = CliRun.of("info", "--strict", "--lenient", "x.mid");
        assertEquals(2, run.exit());
        assertEquals("amadeus: --strict, --lenient are mutually exclusive (specify only one)", run.error());
    }
}
