package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;

/** Loads a session, one saved by PyTorch or one of ours, and writes a piece that its model makes up. */
public final class GenerateFromPyTorch {
    private GenerateFromPyTorch() {}

    /** Arguments: a session file, where to write the MIDI file. */
    public static void main(String[] args) throws IOException {
        EventSequence piece = generate(Path.of(args[0]), Path.of(args[1]), 1000, 1);
        System.out.printf("%s: %d events, %.1f s of music%n", args[1], piece.size(), piece.seconds());
    }

    static EventSequence generate(Path sessionFile, Path midiFile, int length, long seed) throws IOException {
        Session session = SessionFiles.load(sessionFile);
        try (StepPlan model = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            List<EventSequence> pieces =
                    new Generator(model, GenerationOptions.free(length, seed)).generate(Progress.NONE);
            MidiWriter.write(PerformanceMidi.of(pieces.get(0), session.config().profile()), midiFile);
            return pieces.get(0);
        }
    }
}
