package org.amadeus.model.train;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.BatchLoader;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a session's model: batches are prepared ahead on a thread of their own, each is learned from, and now and then
 * the session is validated and saved. What an iteration draws follows from the session's seed and the iteration's number,
 * so that a training that stops and goes on is, bit for bit, the one that never stopped (on the same machine, with the
 * same settings and threads).
 *
 * <p>{@link #stop} may be called from any thread; all else belongs to one.
 */
public final class Trainer {
    /** Why a run ended. */
    public enum End {
        STOPPED,
        ITERATIONS,
        TIME,
        PATIENCE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final int BATCHES_AHEAD = 1;
    /** Weight of the newest loss in the smoothed one. */
    private static final double NEWEST = 0.02;

    private final Session start;
    private final TrainingSettings settings;
    private final TrainingLimits limits;
    private final BatchSource batches;
    private final Optional<Validation> validation;
    private final Checkpoints files;
    private final Learner learner;
    private final ScheduledSampling scheduledSampling;
    private final DropoutMasks masks;
    private volatile boolean stopping;

    private long iteration;
    private double rate;
    private OptionalDouble trainLoss;
    private OptionalDouble validationNll;
    private OptionalDouble bestNll;
    private int validationsSinceBest;
    private long savedIteration;
    private long began;
    private long savedAt;

    /**
     * @param start      to go on from: plain, not quantized. Its seed and iterations fix what is drawn
     * @param validation what the best session is chosen by, or none
     * @param files      where sessions are saved
     * @throws AmadeusException where {@code start} is quantized
     */
    public Trainer(
            Session start,
            TrainingSettings settings,
            TrainingLimits limits,
            BatchSource batches,
            Optional<Validation> validation,
            Checkpoints files) {
        this(start, settings, limits, batches, validation, files, GruKernels.FASTEST);
    }

    /** @param kernel what computes the GRU layers */
    Trainer(
            Session start,
            TrainingSettings settings,
            TrainingLimits limits,
            BatchSource batches,
            Optional<Validation> validation,
            Checkpoints files,
            GruKernels kernel) {
        this.start = start;
        this.settings = settings;
        this.limits = limits;
        this.batches = batches;
        this.validation = validation;
        this.files = files;
        Optional<AdamState> adam =
                start.optimizer().filter(state -> !state.firstMoments().isEmpty());
        this.learner = new Learner(start.parameters(), adam, kernel);
        this.scheduledSampling = new ScheduledSampling(start.config(), learner.arrays());
        this.masks = new DropoutMasks(start.config());
        TrainingProgress before = start.progress();
        this.iteration = before.iterations();
        this.savedIteration = iteration;
        this.rate = before.learningRate().orElse(settings.learningRate());
        this.trainLoss = before.trainLoss();
        this.validationNll = before.validationNll();
        this.bestNll = before.bestNll();
    }

    /** Ends the run after the iteration at hand, as a limit would, but without another validation. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains until a limit is reached or {@link #stop} is called, then saves.
     *
     * @return why it ended
     * @throws DivergedException    where the loss is no number any more; nothing is saved after that, what was is kept
     * @throws AmadeusException     where the session can't be saved at the end. A saving in between that fails is logged
     *                              and tried again
     * @throws InterruptedException where the thread is interrupted while it waits for a batch
     */
    public End run(TrainingListener listener) throws InterruptedException {
        listener.started(start.config(), iteration);
        began = System.nanoTime();
        savedAt = began;
        BatchPreparation preparation = new BatchPreparation(
                start.config(),
                batches,
                settings.teacherForcing(),
                start.progress().seed());
        Optional<End> end = end();
        try (BatchLoader<PreparedBatch> loader = new BatchLoader<>(preparation, iteration, BATCHES_AHEAD)) {
            long last = began;
            while (end.isEmpty()) {
                try (PreparedBatch batch = loader.next()) {
                    Learner.Step step = learn(batch);
                    long now = System.nanoTime();
                    report(listener, step, batch.events() / ((now - last) / 1e9));
                    last = now;
                }
                end = end();
                if (iteration % limits.validateEvery() == 0 && end.isEmpty()) {
                    validate(listener);
                    end = end();
                }
                if (end.isEmpty()
                        && System.nanoTime() - savedAt >= limits.saveEvery().toNanos()) {
                    saveInBetween(listener);
                }
            }
        }
        if (end.get() != End.STOPPED && end.get() != End.PATIENCE) {
            validate(listener);
        }
        save(listener);
        listener.finished(iteration);
        return end.get();
    }

    private Learner.Step learn(PreparedBatch batch) {
        Map<String, INDArray> inputs = masks.addedTo(batch.inputs(), batch.draws());
        if (settings.teacherForcing() < 1) {
            scheduledSampling.choose(inputs, batch.taught());
        }
        rate = settings.schedule().rate(settings.learningRate(), limits.share(iteration, passed()));
        Learner.Step step = learner.learn(inputs, rate);
        if (!step.finite()) {
            throw diverged(step);
        }
        iteration++;
        double loss = step.loss();
        trainLoss = OptionalDouble.of(
                trainLoss.isPresent() ? trainLoss.getAsDouble() + NEWEST * (loss - trainLoss.getAsDouble()) : loss);
        return step;
    }

    private DivergedException diverged(Learner.Step step) {
        return new DivergedException("iteration " + (iteration + 1) + ": the loss is " + step.loss()
                + ", the gradient's norm " + step.gradientNorm() + ": the training has diverged. " + files.last()
                + " holds the session as it was after iteration " + savedIteration
                + ". Go on from there with a smaller learning rate (-l " + settings.learningRate() / 3
                + ") and, if that fails, a fresh optimizer (-r)");
    }

    private void report(TrainingListener listener, Learner.Step step, double eventsPerSecond) {
        try {
            listener.iterationDone(new Iteration(step, eventsPerSecond));
        } catch (RuntimeException e) {
            save(TrainingListener.NONE);
            throw e;
        }
    }

    private Optional<End> end() {
        if (stopping) {
            return Optional.of(End.STOPPED);
        }
        if (limits.iterations().isPresent() && iteration >= limits.iterations().getAsLong()) {
            return Optional.of(End.ITERATIONS);
        }
        if (limits.time().isPresent() && passed().compareTo(limits.time().get()) >= 0) {
            return Optional.of(End.TIME);
        }
        if (limits.patience().isPresent()
                && validationsSinceBest >= limits.patience().getAsInt()) {
            return Optional.of(End.PATIENCE);
        }
        return Optional.empty();
    }

    private void validate(TrainingListener listener) {
        if (validation.isEmpty()) {
            return;
        }
        double nll = validation.get().nll(learner.parameters());
        boolean best = bestNll.isEmpty() || nll < bestNll.getAsDouble();
        validationNll = OptionalDouble.of(nll);
        validationsSinceBest = best ? 0 : validationsSinceBest + 1;
        if (best) {
            bestNll = validationNll;
            try {
                files.saveBest(session());
            } catch (AmadeusException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        listener.validated(iteration, nll, best);
    }

    /** A disk that is full now may have room later: the training goes on. */
    private void saveInBetween(TrainingListener listener) {
        try {
            save(listener);
        } catch (AmadeusException e) {
            savedAt = System.nanoTime();
            LOG.warn("{}; the training goes on and tries again", e.getMessage());
        }
    }

    private void save(TrainingListener listener) {
        files.save(session());
        savedIteration = iteration;
        savedAt = System.nanoTime();
        listener.saved(iteration, files.last());
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The session as it stands. */
    public Session session() {
        Parameters parameters = learner.parameters();
        return new Session(
                parameters.config(),
                StepGraph.build(parameters.config(), parameters),
                Optional.of(learner.optimizer()),
                progress(),
                start.provenance());
    }

    /** How far the training has come. */
    public TrainingProgress progress() {
        TrainingProgress before = start.progress();
        double seconds = before.seconds() + (began == 0 ? 0 : passed().toMillis() / 1e3);
        return new TrainingProgress(
                iteration, seconds, before.seed(), OptionalDouble.of(rate), trainLoss, validationNll, bestNll);
    }

    /** The latest update, as a listener sees it. */
    private final class Iteration implements TrainingIteration {
        private final Learner.Step step;
        private final double eventsPerSecond;

        Iteration(Learner.Step step, double eventsPerSecond) {
            this.step = step;
            this.eventsPerSecond = eventsPerSecond;
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public double loss() {
            return step.loss();
        }

        @Override
        public double gradientNorm() {
            return step.gradientNorm();
        }

        @Override
        public double learningRate() {
            return rate;
        }

        @Override
        public double eventsPerSecond() {
            return eventsPerSecond;
        }

        @Override
        public Set<String> parameterNames() {
            return Parameters.shapes(start.config()).keySet();
        }

        @Override
        public float[] parameter(String name) {
            return learner.parameter(name);
        }

        @Override
        public float[] gradient(String name) {
            return learner.gradient(name);
        }

        @Override
        public float[] update(String name) {
            return learner.latestUpdate(name, rate);
        }
    }
}
