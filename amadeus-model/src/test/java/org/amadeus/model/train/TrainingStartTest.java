package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStartTest {
    private static final ModelConfig CONFIG = new ModelConfig(3, 240, 24, 8, 2, 0.3, CodecProfile.EXPRESSIVE);

    @TempDir
    private Path folder;

    private Path file;
    private PerformanceDataset dataset;

    @BeforeEach
    void make() throws IOException {
        MidiWriter.write(
                MidiFileBuilder.of("Piano", NoteSequence.of(List.of(new Note(0, 1, 60, 80), new Note(1, 2, 64, 80)))),
                folder.resolve("midi/piece.mid"));
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1)
                .run(folder.resolve("midi"), folder.resolve("store"), false, Progress.NONE);
        dataset = PerformanceDataset.open(folder.resolve("store"));
        file = folder.resolve("mine.amadeus");
        SessionFiles.save(Session.untrained(CONFIG, 5), file);
    }

    private TrainingStart start(String sizes) {
        return TrainingStart.of(
                file, dataset, TrainingSettings.DEFAULTS, ModelSizes.parse(sizes), OptionalLong.empty(), false);
    }

    @Test
    void anExistingModelsDropoutMayBeChanged() {
        TrainingStart start = start("gru_dropout=0");
        assertFalse(start.fresh());
        assertEquals(CONFIG.withDropout(0), start.session().config());
        Session.untrained(CONFIG, 5)
                .parameters()
                .asMap()
                .forEach((name, values) -> assertArrayEquals(
                        values, start.session().parameters().asMap().get(name), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden_dim=9", "gru_layers=1,gru_dropout=0", "cell=lstm", "init_dim=4"})
    void itsSizesAreWhatTheyAre(String sizes) {
        AmadeusException error = assertThrows(AmadeusException.class, () -> start(sizes));
        assertTrue(error.getMessage().contains("init_dim=3,hidden_dim=8,gru_layers=2,cell=gru"), error.getMessage());
    }
}
