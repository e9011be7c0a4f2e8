package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateFromPyTorchTest {
    @TempDir
    Path folder;

    @Test
    void writesAPieceThatCanBeRead() throws Exception {
        ModelConfig config = new ModelConfig(8, 240, 24, 16, 2, 0.3, CodecProfile.REFERENCE);
        Session session = new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, 1)),
                Optional.empty(),
                TrainingProgress.NONE,
                Map.of());
        Path file = folder.resolve("small.sess");
        SessionFiles.save(session, file);

        Path midi = folder.resolve("piece.mid");
        EventSequence piece = GenerateFromPyTorch.generate(file, midi, 400, 7);
        assertTrue(piece.size() >= 400, "400 events, then what closes the notes");
        assertTrue(MidiReader.read(midi).notes().size() > 10);
        assertEquals(piece, GenerateFromPyTorch.generate(file, midi, 400, 7));
    }
}
