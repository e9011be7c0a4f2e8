package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.data.dataset.window.WindowBatch;
import org.amadeus.data.dataset.window.WindowSampler;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Schemes;

/** Takes a session through PyTorch's format, generates with it, quantizes it, and makes MIDI files into windows to train on. */
public final class Embedding {
    private Embedding() {}

    /** Arguments: a session, a folder of MIDI files, a folder to write to. */
    public static void main(String[] args) throws IOException {
        Path out = Files.createDirectories(Path.of(args[2]));
        Path torch = out.resolve("exchange.sess");
        SessionFiles.save(SessionFiles.load(Path.of(args[0])), torch, WeightFormat.FLOAT32);
        Session plain = SessionFiles.load(torch);
        generate(plain, out.resolve("float.mid"));

        Path small = out.resolve("small.amadeus");
        Session quantized = QuantizedSession.of(plain, Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE);
        SessionFiles.save(quantized.withoutOptimizer(), small, WeightFormat.FLOAT32);
        generate(SessionFiles.load(small), out.resolve("int8.mid"));

        new Preprocessor(new StoreSettings(plain.config().profile(), true, 0.1), 1)
                .run(Path.of(args[1]), out.resolve("dataset"), true, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(out.resolve("dataset"));
        WindowSampler windows = new WindowSampler(dataset, 50, 10, 8, Augmentation.ALL_KEYS, 1);
        WindowBatch batch = windows.batch(0);
        System.out.printf("%d windows, a batch of %d events%n", windows.windows(), batch.events().length);

        try {
            BundledModel.load();
            throw new IllegalStateException("a bundled model that nobody asked for");
        } catch (AmadeusException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void generate(Session session, Path midi) throws IOException {
        try (StepPlan model = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            EventSequence piece = new Generator(model, GenerationOptions.free(300, 1))
                    .generate(Progress.NONE)
                    .get(0);
            MidiWriter.write(PerformanceMidi.of(piece, session.config().profile()), midi);
            System.out.printf("%s: %d events%n", midi.getFileName(), piece.size());
        }
    }
}
