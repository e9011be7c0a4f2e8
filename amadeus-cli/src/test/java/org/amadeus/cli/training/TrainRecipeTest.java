package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.OptimizerSettings;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;

class TrainRecipeTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void preprocess() throws IOException {
        MadeUpMidi.write(folder.resolve("midi"), 6, 40);
        CliRun made = CliRun.of("preprocess", folder.resolve("midi"), folder.resolve("dataset"), "--valid-ratio", 0.5);
        assertEquals(0, made.exit(), made.err());
    }

    private static CliRun train(Path file, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "-s", file, "-d", folder.resolve("dataset")));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray());
    }

    private static Path recipe(String text) throws IOException {
        return Files.writeString(folder.resolve("gently.yaml"), text);
    }

    @Test
    void aRecipeIsItsOptionsAndWhatIsTypedWins() throws IOException {
        Path recipe = recipe(
                """
                name: my pieces, gently
                model-params: {hidden_dim: 8, gru_layers: 2}
                batch-size: 4
                accumulate: 2
                window-size: 30
                iterations: 2
                learning-rate: 0.02
                weight-decay: 0.1
                warmup: 3
                schedule: Cosine
                transpose: -5..4
                tempo: [0.9, 1, 1.1]
                velocity-shift: 2
                seed: 7
                """);
        Path file = folder.resolve("recipe.amadeus");
        CliRun run = train(file, "--recipe", recipe, "--iterations", 3, "-l", 0.01);
        assertEquals(0, run.exit(), run.err());
        Session session = SessionFiles.load(file);
        assertEquals(3, session.progress().iterations());
        assertEquals("my pieces, gently", session.provenance().get("recipe"));
        assertEquals(
                "batch 4 in 2 parts, window 30, stride 10, rate 0.01 cosine, warm-up 3, weight decay 0.1, controls 1.0,"
                        + " teacher forcing 1.0, transposed -5..4, tempo 0.9,1.0,1.1, velocity shift 2",
                session.provenance().get("trained with"));
        String fingerprint = PerformanceDataset.open(folder.resolve("dataset"))
                .part(Split.TRAIN)
                .fingerprint();
        assertTrue(session.provenance().get("trained on").endsWith("fingerprint " + fingerprint));

        Path typed = folder.resolve("typed.amadeus");
        String options = "-p hidden_dim=8,gru_layers=2 -b 4 --accumulate 2 -w 30 --iterations 3 -l 0.01"
                + " --weight-decay 0.1 --warmup 3 --schedule cosine --transpose -5..4 --tempo 0.9,1,1.1"
                + " --velocity-shift 2 --seed 7";
        CliRun same = train(typed, (Object[]) options.split(" "));
        assertEquals(0, same.exit(), same.err());
        Session expected = SessionFiles.load(typed);
        expected.parameters()
                .asMap()
                .forEach((name, array) ->
                        assertArrayEquals(array, session.parameters().get(name), 0, name));

        assertEquals(0, train(file, "-b", 4, "-w", 30, "--iterations", 4).exit());
        assertFalse(SessionFiles.load(file).provenance().containsKey("recipe"), "of a run without one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learnin-rate: 0.1 | no key learnin-rate. The nearest is learning-rate",
                "wieght-decay: 0.1 | The nearest is weight-decay",
                "dataset: there | dataset belongs to a run",
                "batch-size: many | Invalid value for option '--batch-size'",
                "tempo: [fast] | Invalid value for option '--tempo'",
                "warmup: {a: [1]} | warmup is [1], expected a number or a word",
                "'- a' | no recipe, expected lines as",
                "'a: [' | no YAML that could be read",
                "name: '' | expected a line of at most 200 characters"
            })
    void whatIsNoRecipeIsRefusedByName(String text, String said) throws IOException {
        Path file = folder.resolve("refused.amadeus");
        CliRun run = train(file, "--recipe", recipe(text), "--iterations", 1);
        assertEquals(1, run.exit(), run.out());
        assertTrue(run.error().contains("gently.yaml: ") && run.error().contains(said), run.error());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void aRecipeThatIsNotThereIsNamed() {
        CliRun run = train(folder.resolve("m.amadeus"), "--recipe", folder.resolve("none.yaml"));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("none.yaml"), run.error());
    }

    /** The recipes that docs/model-card.md names are some. */
    @ParameterizedTest
    @CsvSource({
        "maestro-recipe, bundled-maestro, velocity shift 2",
        "maestro-recipe-2, bundled-maestro-2, teacher forcing 1.0"
    })
    void theCardsRecipesTrain(String recipe, String name, String last) {
        Path file = folder.resolve(recipe + ".amadeus");
        CliRun run = train(
                file,
                "--recipe",
                Path.of("../docs/" + recipe + ".yaml"),
                "-p",
                "hidden_dim=8,gru_layers=1",
                "--iterations",
                1,
                "-w",
                30,
                "-b",
                2);
        assertEquals(0, run.exit(), run.err());
        Session session = SessionFiles.load(file);
        assertEquals(name, session.provenance().get("recipe"));
        assertTrue(session.provenance().get("trained with").endsWith(last));
    }

    /** The one that ships says what docs/model-card.md says. */
    @Test
    void theBundledModelsRecipe() throws IOException {
        TrainingRecipe bundled = TrainingRecipe.read(Path.of(SessionName.BUNDLED));
        assertEquals("bundled", bundled.name());
        ParseResult typed = TrainingRecipe.options(new TrainingOptions()).parseArgs("-b", "64", "--iterations", "10");
        TrainingOptions options = bundled.under(typed);
        assertEquals(
                new TrainingSettings(
                        64,
                        4,
                        List.of(512),
                        10,
                        new OptimizerSettings(2e-3, Schedule.COSINE, 0, 0.02),
                        0.7,
                        1,
                        1,
                        new Augmentation(-6, 5, List.of(0.95, 1.0, 1.05), 2)),
                options.settings());
        assertEquals(10, options.limits().iterations().getAsLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-t | -6 | 5",
                "--transposition | -6 | 5",
                "--transpose 5 | -5 | 5",
                "--transpose -6..5 | -6 | 5",
                "-t=0..3 | 0 | 3",
                "-b 64 | 0 | 0"
            })
    void keys(String words, int lowest, int highest) {
        TrainingOptions options = new TrainingOptions();
        TrainingRecipe.options(options).parseArgs((words + " -c 0.5").split(" "));
        assertEquals(
                Augmentation.NONE.withKeys(lowest, highest), options.settings().augmentation());
        assertEquals(0.5, options.settings().controlRatio());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--transpose 6 | --transpose is -6..6 semitones",
                "--transpose up | --transpose is \"up\", expected semitones",
                "--tempo 0.1 | --tempo is 0.1, expected 0.5 .. 2",
                "--velocity-shift 32 | --velocity-shift is 32 bins",
                "--velocity-shift -1 | --velocity-shift is -1 bins, expected 0 .. 31",
                "--weight-decay 2 | --weight-decay is 2.0, expected 0 .. 1",
                "--warmup -1 | --warmup is -1 iterations, expected 0 or more",
                "-b 2 --accumulate 4 | --accumulate is 4, expected at most --batch-size, which is 2"
            })
    void whatIsOutOfRangeIsAUsageError(String words, String said) {
        CliRun run = train(folder.resolve("usage.amadeus"), (Object[]) words.split(" "));
        assertEquals(2, run.exit(), run.out());
        assertTrue(run.error().contains(said), run.error());
    }
}
