package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.amadeus.cli.CliRun;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.GraphRewriter;
import org.amadeus.quant.rules.Schemes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;

class EvaluateCommandTest {
    @TempDir
    private Path temp;

    private Path midi;
    private Path store;
    private Path session;

    /** Six pieces of 60 notes, a dataset of them with half held out, and a small model that was never trained. */
    @BeforeEach
    void makeWhatThereIs() throws IOException {
        midi = temp.resolve("midi");
        Random random = new Random(1);
        for (int piece = 0; piece < 6; piece++) {
            List<Note> notes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                notes.add(new Note(i * 0.2, i * 0.2 + 0.3, 50 + random.nextInt(20), 40 + random.nextInt(40)));
            }
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(notes)), midi.resolve("p" + piece + ".mid"));
        }
        store = temp.resolve("store");
        assertEquals(
                0, CliRun.of("preprocess", midi, store, "--valid-ratio", 0.5).exit());
        session = save("plain.amadeus", StepGraph.build(config(), parameters()));
    }

    private static ModelConfig config() {
        return new ModelConfig(4, 240, 24, 16, 2, 0.3, CodecProfile.EXPRESSIVE);
    }

    private static Parameters parameters() {
        return Parameters.initial(config(), 1);
    }

    private Path save(String name, SameDiff graph) {
        Path file = temp.resolve(name);
        SessionFiles.save(new Session(config(), graph, Optional.empty(), TrainingProgress.NONE, Map.of()), file);
        return file;
    }

    private static JsonNode json(CliRun run) throws IOException {
        assertEquals(0, run.exit(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void jsonHoldsWhatWasMeasured() throws IOException {
        JsonNode json = json(CliRun.of(
                "evaluate", "-s", session, "-d", store, "--json", "--split", "all", "--window", 50, "--stride", 50));
        assertEquals(
                Math.exp(json.get("nll").asDouble()), json.get("perplexity").asDouble(), 1e-9);
        assertTrue(json.get("accuracy").asDouble() >= 0 && json.get("accuracy").asDouble() <= 1);
        long events = 0;
        for (String type : List.of("note_on", "note_off", "velocity", "time_shift")) {
            JsonNode part = json.get("by_type").get(type);
            events += part.get("events").asLong();
            assertTrue(part.has("nll") && part.has("perplexity") && part.has("accuracy"), type);
        }
        assertEquals(json.get("events").asLong(), events);
        assertTrue(json.get("standard_error").asDouble() > 0);
        assertEquals(
                json.get("nll").asDouble() * events / json.get("notes").asLong(),
                json.get("nats_per_note").asDouble(),
                1e-9);
        assertEquals(50, json.get("window").asInt());
        assertEquals("given", json.get("controls").asText());
    }

    @Test
    void controlsAndPartsMakeADifference() throws IOException {
        JsonNode given = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json"));
        JsonNode none = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json", "--controls", "none"));
        assertFalse(given.get("nll").equals(none.get("nll")));
        JsonNode train = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json", "--split", "train"));
        JsonNode all = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json", "--split", "ALL"));
        assertEquals(6, all.get("pieces").asInt());
        assertEquals(6, train.get("pieces").asInt() + given.get("pieces").asInt());
    }

    @Test
    void aFolderOfMidiFilesGivesWhatItsDatasetGives() throws IOException {
        Files.writeString(midi.resolve("bad.mid"), "text");
        CliRun folder = CliRun.of("evaluate", "-s", session, "-d", midi, "--json");
        assertTrue(folder.error().startsWith("amadeus: skipped bad.mid: "), folder.err());
        JsonNode dataset = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json", "--split", "all"));
        assertEquals(dataset.get("nll"), json(folder).get("nll"));
    }

    @Test
    void aQuantizedSessionIsEvaluatedStepByStep() throws IOException {
        SameDiff graph = GraphRewriter.rewrite(
                config(), StepGraph.build(config(), parameters()), Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE);
        JsonNode quantized = json(CliRun.of("evaluate", "-s", save("q.amadeus", graph), "-d", store, "--json"));
        JsonNode plain = json(CliRun.of("evaluate", "-s", session, "-d", store, "--json"));
        assertEquals(plain.get("nll").asDouble(), quantized.get("nll").asDouble(), 0.01);
        assertEquals(plain.get("events"), quantized.get("events"));
    }

    @Test
    void peopleReadLines() {
        CliRun run = CliRun.of("evaluate", "-s", session, "-d", store);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith(session + " on " + store + ", "), run.out());
        for (String line :
                List.of("NLL ", "perplexity", "accuracy", "per note", "per second", "note on", "time shift")) {
            assertTrue(run.out().contains("\n  " + line), run.out());
        }
    }

    @Test
    void aWindowLongerThanThePiecesTakesThemWhole() throws IOException {
        JsonNode json =
                json(CliRun.of("evaluate", "-s", session, "-d", store, "--json", "--split", "all", "--window", 9999));
        assertEquals(360, json.get("notes").asInt());
    }

    @Test
    void generatedMusicIsSetBesideADataset() throws IOException {
        JsonNode json = json(CliRun.of("evaluate", "--generated", midi, "-d", store, "--split", "all", "--json"));
        assertEquals(6, json.get("generated").get("pieces").asInt());
        assertEquals(360, json.get("dataset").get("notes").asInt());
        for (String measure : List.of(
                "note_density",
                "polyphony",
                "pitch_class_entropy",
                "velocity",
                "inter_onset",
                "note_length",
                "pitch_class_transition",
                "repetition")) {
            JsonNode item = json.get("measures").get(measure);
            assertTrue(item.get("overlap").asDouble() > 0.5, item.toString());
            assertTrue(item.get("generated").has("p50"), item.toString());
        }
        CliRun text = CliRun.of("evaluate", "--generated", midi, "-d", midi);
        assertEquals(0, text.exit(), text.err());
        assertTrue(text.out().contains("pitch-class entropy, bits"), text.out());
        assertAligned(text.out()
                .lines()
                .filter(line -> line.matches(".* (generated|dataset) +-?\\d.*"))
                .toList());
    }

    /** Numbers of a column end in the same place. */
    private static void assertAligned(List<String> lines) {
        assertEquals(16, lines.size());
        Pattern number = Pattern.compile("(?<= )(?:\\d+\\.\\d{3}|-)(?= |$)");
        List<Integer> ends = number.matcher(lines.get(0))
                .results()
                .map(MatchResult::end)
                .limit(6)
                .toList();
        for (String line : lines) {
            assertEquals(
                    ends,
                    number.matcher(line)
                            .results()
                            .map(MatchResult::end)
                            .limit(6)
                            .toList(),
                    line);
        }
    }

    @Test
    void severalFoldersStandSideBySideAndAreDrawn() throws IOException {
        Path png = temp.resolve("two.png");
        CliRun text = CliRun.of(
                "evaluate", "--generated", midi, "--generated", midi, "-d", store, "--split", "all", "--png", png);
        assertEquals(0, text.exit(), text.err());
        assertTrue(text.out().endsWith(png + System.lineSeparator()), text.out());
        assertTrue(Files.size(png) > 10_000);
        JsonNode json = json(CliRun.of(
                "evaluate", "--generated", midi, "--generated", midi, "-d", store, "--split", "all", "--json"));
        assertEquals(2, json.get("comparisons").size());
        assertEquals(json.get("comparisons").get(0), json.get("comparisons").get(1));
    }

    @Test
    void aPictureNeedsGeneratedMusicAndAnEnding() {
        CliRun none = CliRun.of("evaluate", "-d", store, "--png", "two.png");
        assertEquals(2, none.exit());
        assertTrue(none.err().contains("say which with --generated DIR"), none.err());
        CliRun gif = CliRun.of("evaluate", "--generated", midi, "-d", store, "--png", "two.gif");
        assertEquals(2, gif.exit());
        assertTrue(gif.err().contains("--png two.gif: a PNG picture is what is written"), gif.err());
    }

    @Test
    void anotherProfileIsOneLineThatSaysWhatToDo() throws IOException {
        Path reference = temp.resolve("reference");
        assertEquals(
                0,
                CliRun.of("preprocess", midi, reference, "--profile", "reference")
                        .exit());
        assertFails(
                CliRun.of("evaluate", "-s", session, "-d", reference, "--split", "all"),
                reference + ": its events are of the reference profile, the model predicts the expressive profile."
                        + " \"amadeus preprocess MIDI_DIR OUT_DIR --profile expressive\" makes a dataset for it. A session that lost its profile"
                        + " on the way through Python gets it back by amadeus convert --profile");
        assertEquals(
                0, CliRun.of("evaluate", "-s", session, "-d", midi).exit(), "MIDI files are read in the model's way");
        CliRun told = CliRun.of("evaluate", "-s", session, "-d", store, "--profile", "reference");
        assertEquals(2, told.exit(), told.err());
        assertTrue(told.err().contains("--profile is about a folder of MIDI files, " + store), told.err());
    }

    @Test
    void noDatasetIsNamed() throws IOException {
        Path none = temp.resolve("none");
        assertFails(CliRun.of("evaluate", "-s", session, "-d", none), none + ": no such file or folder");
        assertFails(CliRun.of("evaluate", "-s", session, "-d", session), session + ": is not a folder");
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertFails(
                CliRun.of("evaluate", "-s", session, "-d", empty),
                empty
                        + ": neither a dataset (no index.bin) nor a folder with MIDI files. \"amadeus preprocess MIDI_DIR "
                        + empty + "\" makes a dataset");
        assertFails(
                CliRun.of("evaluate", "--generated", empty, "-d", store),
                empty
                        + ": no MIDI files here, looked for .mid, .midi, .rmi, .smf, .kar in the folder and the folders in it");
    }

    @Test
    void aDamagedDatasetIsNamed() throws IOException {
        Path index = store.resolve("index.bin");
        byte[] good = Files.readAllBytes(index);
        Files.write(index, new byte[40]);
        assertFails(
                CliRun.of("evaluate", "-s", session, "-d", store),
                index + ": damaged, it is no index of a dataset. preprocess --force makes the dataset anew");
        Files.write(index, good);
        Path events = store.resolve("events-1.bin");
        byte[] bytes = Files.readAllBytes(events);
        for (int i = 0; i < bytes.length; i += 20) {
            bytes[i] ^= 1;
        }
        Files.write(events, bytes);
        CliRun run = CliRun.of("evaluate", "-s", session, "-d", store);
        assertEquals(1, run.exit());
        assertTrue(run.error().startsWith("amadeus: " + events + ": damaged, the checksum of p"), run.err());
    }

    @Test
    void noHeldOutPieceIsNamed() {
        assertEquals(
                0,
                CliRun.of("preprocess", midi, temp.resolve("few"), "--valid-ratio", 1e-9)
                        .exit());
        assertFails(
                CliRun.of("evaluate", "-s", session, "-d", temp.resolve("few")),
                temp.resolve("few") + ": of 6 pieces none was held out. Make it again with a larger --valid-ratio");
    }

    private static void assertFails(CliRun run, String message) {
        assertEquals("amadeus: " + message, run.error());
        assertEquals(1, run.exit());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate",
                "evaluate -d x --window 0",
                "evaluate -d x --window 10001",
                "evaluate -d x --stride 0",
                "evaluate -d x --controls some",
                "evaluate -d x --split test",
                "evaluate -d x --threads 0",
                "evaluate -d x --profile other",
                "evaluate -d x --generated y -s z",
                "evaluate -d x --generated y --window 100"
            })
    void wrongOptionsAreWrongUsage(String line) {
        CliRun run = CliRun.of((Object[]) line.split(" "));
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: "), run.err());
    }
}
