package org.amadeus.model.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.Validation;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.io.TempDir;

/** Trainers of small models, and what watches them. */
abstract class TrainerFixture {
    static final TrainingSettings SETTINGS = TrainingSettings.DEFAULTS.withLearningRate(0.01);
    static final LongFunction<WindowArrays> BATCHES = MadeUpBatches::music;

    @TempDir
    Path folder;

    static final class Scores implements Validation {
        private final String fingerprint;
        private final double[] nlls;
        int asked;

        Scores(String fingerprint, double... nlls) {
            this.fingerprint = fingerprint;
            this.nlls = nlls;
        }

        @Override
        public double nll(Parameters parameters) {
            return nlls[asked++];
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }
    }

    Session best() {
        return SessionFiles.load(folder.resolve("model.best.amadeus"));
    }

    Trainer validated(Session start, long iterations, Validation validation) {
        TrainingLimits limits = new TrainingLimits(
                OptionalLong.of(iterations), Optional.empty(), OptionalInt.empty(), Duration.ZERO, 1);
        return trainer(start, limits, BATCHES, Optional.of(validation));
    }

    /** All calls, in their order; throws in one of them. */
    static final class Heard implements TrainerListener {
        final List<String> calls = new ArrayList<>();
        private String faulty = "";
        Consumer<String> reaction = call -> {};

        Heard failingAt(String call) {
            faulty = call;
            return this;
        }

        String last() {
            return calls.get(calls.size() - 1);
        }

        private void call(String name, long iteration) {
            String call = name + " " + iteration;
            calls.add(call);
            reaction.accept(call);
            if (call.equals(faulty)) {
                faulty = "";
                throw new AmadeusException("fault in " + call);
            }
        }

        @Override
        public void started(ModelConfig config, long iteration) {
            call("started", iteration);
        }

        @Override
        public void iterationDone(TrainingIteration iteration) {
            call("done", iteration.iteration());
        }

        @Override
        public void validated(long iteration, double nll, boolean best) {
            call("validated", iteration);
        }

        @Override
        public void saved(long iteration, Path file) {
            call("saved", iteration);
        }

        @Override
        public void finished(long iteration) {
            call("finished", iteration);
        }
    }

    Path file() {
        return folder.resolve("model.amadeus");
    }

    static Session fresh() {
        return fresh("gru");
    }

    static Session fresh(String cell) {
        return Session.untrained(MadeUpBatches.small(cell), 5);
    }

    Trainer trainer(
            Session start, TrainingLimits limits, LongFunction<WindowArrays> batches, Optional<Validation> validation) {
        TrainerBuilder options = Trainer.of(start, new MadeUpBatches(batches), new Checkpoints(file()))
                .settings(SETTINGS)
                .limits(limits)
                .kernel(SequenceKernels.PORTABLE);
        validation.ifPresent(options::validation);
        return options.build();
    }

    static Trainer trainer(
            Session start, TrainingSettings settings, TrainingLimits limits, Path file, SequenceKernels kernel) {
        return Trainer.of(start, new MadeUpBatches(), new Checkpoints(file))
                .settings(settings)
                .limits(limits)
                .kernel(kernel)
                .build();
    }

    /** Saves and validates after each iteration. */
    static TrainingLimits always(OptionalInt patience) {
        return new TrainingLimits(OptionalLong.empty(), Optional.empty(), patience, Duration.ZERO, 1);
    }

    static TrainerListener stopping(Trainer trainer, long after) {
        return new TrainerListener() {
            @Override
            public void iterationDone(TrainingIteration iteration) {
                if (iteration.iteration() == after) {
                    trainer.stop();
                }
            }
        };
    }
}
