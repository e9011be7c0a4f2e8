package org.amadeus.model.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.SeekableIterator;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
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
public final class Trainer implements AutoCloseable {
    /** Why a run ended. */
    public enum End {
        STOPPED,
        ITERATIONS,
        TIME,
        PATIENCE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    /** Weight of the newest loss in the smoothed one. */
    private static final double NEWEST = 0.02;

    private final Session start;
    private final TrainingSettings settings;
    private final Horizon horizon;
    private final TrainingLimits limits;
    private final MultiDataSetIterator batches;
    private final Optional<Validation> validation;
    private final Checkpoints files;
    private final BestSession best;
    private final Learner learner;
    private final ScheduledSampling scheduledSampling;
    private final DropoutMasks masks;
    private final BatchCheck check;
    private final GraphListeners graphListeners;
    private volatile boolean stopping;

    private long iteration;
    private double rate;
    private OptionalDouble trainLoss;
    private OptionalDouble validationNll;
    private int validationsSinceBest;
    private long validatedIteration = -1;
    private long savedIteration;
    private long began;
    private long savedAt;

    private Trainer(Builder options) {
        TrainingProgress before = options.start.progress();
        this.start = options.start;
        this.settings = options.settings;
        this.horizon = Horizon.of(settings.schedule(), options.limits, before);
        this.limits = horizon.limits(options.limits, before);
        this.batches = options.batches;
        this.validation = options.validation;
        this.files = options.files;
        this.best = new BestSession(files, before, validation);
        Optional<AdamState> adam =
                start.optimizer().filter(state -> !state.firstMoments().isEmpty());
        this.learner = new Learner(start.parameters(), adam, options.kernel);
        this.scheduledSampling = new ScheduledSampling(start.config(), learner.arrays());
        this.masks = new DropoutMasks(start.config());
        this.check = new BatchCheck(start.config());
        this.graphListeners = new GraphListeners(learner.graph(), options.listeners);
        this.iteration = before.iterations();
        this.savedIteration = iteration;
        this.rate = before.learningRate().orElse(settings.learningRate());
        this.trainLoss = before.trainLoss();
        this.validationNll = before.validationNll();
    }

    /**
     * A trainer with the Python implementation's settings, no limit and no validation, unless told otherwise.
     *
     * @param start   to go on from: plain, not quantized. Its seed and iterations fix what is drawn
     * @param batches to learn from, as {@link WindowArrays} lays them out: a {@link SeekableIterator} is put to the
     *                session's seed and iteration, another is taken from where it stands, and reset at its end
     * @param files   where sessions are saved
     */
    public static Builder of(Session start, MultiDataSetIterator batches, Checkpoints files) {
        return new Builder(start, batches, files);
    }

    /** What a trainer does. */
    public static final class Builder {
        private final Session start;
        private final MultiDataSetIterator batches;
        private final Checkpoints files;
        private TrainingSettings settings = TrainingSettings.DEFAULTS;
        private TrainingLimits limits = TrainingLimits.NONE;
        private Optional<Validation> validation = Optional.empty();
        private List<Listener> listeners = List.of();
        private SequenceKernels kernel = SequenceKernels.FASTEST;

        private Builder(Session start, MultiDataSetIterator batches, Checkpoints files) {
            this.start = start;
            this.batches = batches;
            this.files = files;
        }

        /** What an update does; of the batches' sizes, only the iterator knows. */
        public Builder settings(TrainingSettings chosen) {
            settings = chosen;
            return this;
        }

        /** When a run ends, and what it does now and then. */
        public Builder limits(TrainingLimits chosen) {
            limits = chosen;
            return this;
        }

        /** What the best session is chosen by. */
        public Builder validation(Validation chosen) {
            validation = Optional.of(chosen);
            return this;
        }

        /**
         * SameDiff's listeners, called as {@code SameDiff.fit} calls them, but for {@code preUpdate}. One that answers
         * the end of an epoch or a validation by STOP ends the run.
         */
        public Builder listeners(Listener... chosen) {
            listeners = List.of(chosen);
            return this;
        }

        /** What computes the recurrent layers. */
        Builder kernel(SequenceKernels chosen) {
            kernel = chosen;
            return this;
        }

        /** @throws AmadeusException where the session is quantized */
        public Trainer build() {
            return new Trainer(this);
        }
    }

    /** Ends the run after the iteration at hand, as a limit would. From any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * The limits of this run: those given, but that a run which goes on along a schedule by the clock has what was left
     * of its time.
     */
    public TrainingLimits limits() {
        return limits;
    }

    /** Why the best session of earlier runs is not the one to beat, where there was one. */
    public Optional<String> bestForgotten() {
        return best.forgotten();
    }

    /**
     * Trains until a limit is reached or {@link #stop} is called, then saves. Where there is no session's file yet, it is
     * saved before the first iteration too. However the run ends, what was learned is saved, but for what is no number
     * any more, and listeners are told: see {@link TrainerListener}.
     *
     * @return why it ended
     * @throws DivergedException    where the loss, a parameter or Adam's memory is no number any more; nothing is saved
     *                              after that, what was is kept
     * @throws AmadeusException     where the session can't be saved at first or at the end. A saving in between that
     *                              fails is logged and tried again
     * @throws InterruptedException where the thread is interrupted while it waits for a batch
     */
    public End run(TrainerListener listener) throws InterruptedException {
        began = System.nanoTime();
        savedAt = began;
        End end;
        try {
            files.removeLeftovers();
            listener.started(start.config(), iteration);
            if (!Files.exists(files.last(), LinkOption.NOFOLLOW_LINKS)) {
                save(listener);
            }
            end = train(listener);
            best.tryAgain();
            save(listener);
            best.write();
        } catch (InterruptedException | RuntimeException | Error e) {
            if (learner.isSound() && iteration > savedIteration && !(e instanceof DivergedException)) {
                attempt(() -> save(listener), e);
            }
            attempt(best::write, e);
            attempt(graphListeners::finished, e);
            attempt(() -> listener.finished(iteration), e);
            throw e;
        }
        try {
            graphListeners.finished();
        } catch (RuntimeException | Error e) {
            attempt(() -> listener.finished(iteration), e);
            throw e;
        }
        listener.finished(iteration);
        return end;
    }

    /** Does something more in a run that has failed; its own failure goes with the first one. */
    private static void attempt(Runnable more, Throwable failure) {
        try {
            more.run();
        } catch (RuntimeException | Error e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    private End train(TrainerListener listener) throws InterruptedException {
        long seed = start.progress().seed();
        long epoch = 0;
        if (batches instanceof SeekableIterator seekable) {
            seekable.seek(seed, iteration);
            epoch = iteration / seekable.batchesPerEpoch();
        }
        graphListeners.started(iteration, epoch);
        Optional<End> end = end();
        try (Prefetcher prefetcher = new Prefetcher(batches)) {
            long last = System.nanoTime();
            while (end.isEmpty()) {
                long asked = System.nanoTime();
                Prefetcher.Prefetched next = prefetcher.next();
                MultiDataSet batch = next.batch();
                check.require(batch);
                if (next.newEpoch() && graphListeners.nextEpoch()) {
                    end = Optional.of(End.STOPPED);
                    break;
                }
                graphListeners.iterationStarted(iteration, batch, System.nanoTime() - asked);
                Learner.Step step = learn(batch, new IterationDraws(seed, iteration));
                long now = System.nanoTime();
                double speed = batch.getLabels(WindowArrays.TARGET).length() / ((now - last) / 1e9);
                last = now;
                graphListeners.iterationDone(batch, step.loss());
                free(batch);
                listener.iterationDone(
                        new LatestUpdate(iteration, step.loss(), step.gradientNorm(), rate, speed, learner));
                if (iteration % limits.validateEvery() == 0) {
                    validate(listener); // also where it is stopped: whoever goes on does not come by here again
                }
                end = end();
                if (end.isEmpty()
                        && System.nanoTime() - savedAt >= limits.saveEvery().toNanos()) {
                    saveInBetween(listener);
                }
            }
        }
        if (end.get() != End.STOPPED && validatedIteration != iteration) {
            validate(listener);
        }
        return end.get();
    }

    /** A batch of an iterator that makes each anew is the trainer's; another's may be shown again. */
    private void free(MultiDataSet batch) {
        if (batches instanceof SeekableIterator) {
            for (INDArray[] arrays : new INDArray[][] {batch.getFeatures(), batch.getLabels()}) {
                Arrays.stream(arrays).filter(INDArray::closeable).forEach(INDArray::close);
            }
        }
    }

    private Learner.Step learn(MultiDataSet batch, IterationDraws draws) {
        Map<String, INDArray> inputs = masks.addedTo(TrainingGraph.inputs(batch), draws);
        INDArray own = null;
        if (settings.teacherForcing() < 1) {
            own = inputs.get(PerformanceRnn.EVENT).dup('c'); // the batch is not ours to change
            inputs.put(PerformanceRnn.EVENT, own);
            scheduledSampling.choose(inputs, draws.taught((int) own.size(0), settings.teacherForcing()));
        }
        rate = settings.schedule().rate(settings.learningRate(), horizon.share(iteration, seconds()));
        Learner.Step step = learner.learn(inputs, rate, batch, graphListeners);
        if (own != null) {
            own.close();
        }
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
        String what = learner.isSound()
                ? "the loss is " + step.loss() + ", the gradient's norm " + step.gradientNorm()
                : "its update made parameters or Adam's memory that are no numbers";
        BigDecimal smaller = BigDecimal.valueOf(settings.learningRate() / 3).round(new MathContext(1));
        return new DivergedException("iteration " + (iteration + 1) + ": " + what + ": the training has diverged. "
                + files.last() + " holds the session as it was after iteration " + savedIteration
                + ". Go on from there with a smaller learning rate (-l " + smaller.toPlainString()
                + ") and, if that fails, a fresh optimizer (-r)");
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

    private void validate(TrainerListener listener) {
        if (validation.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        double nll = validation.get().nll(learner.parameters());
        long took = System.nanoTime() - asked;
        validatedIteration = iteration;
        validationNll = Double.isNaN(nll) ? OptionalDouble.empty() : OptionalDouble.of(nll);
        boolean better = best.isBeatenBy(nll);
        validationsSinceBest = better ? 0 : validationsSinceBest + 1;
        if (better) {
            best.keep(session(validationNll));
        }
        listener.validated(iteration, nll, better);
        if (graphListeners.validated(took)) {
            stop();
        }
    }

    /** A disk that is full now may have room later: the training goes on. */
    private void saveInBetween(TrainerListener listener) {
        best.tryAgain();
        try {
            write();
        } catch (AmadeusException e) {
            savedAt = System.nanoTime();
            LOG.warn("{}; the training goes on and tries again", e.getMessage());
            return;
        }
        listener.saved(iteration, files.last());
    }

    private void save(TrainerListener listener) {
        write();
        listener.saved(iteration, files.last());
    }

    private void write() {
        files.save(session());
        savedIteration = iteration;
        savedAt = System.nanoTime();
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Time spent training, that of earlier runs included. */
    private double seconds() {
        return start.progress().seconds() + (began == 0 ? 0 : passed().toMillis() / 1e3);
    }

    /**
     * Frees what lies outside the Java heap, about 1 GB for the default model. Nothing can be trained or asked for after
     * that, but for {@link #progress}.
     */
    @Override
    public void close() {
        scheduledSampling.close();
        masks.close();
        learner.close();
    }

    /** The session as it stands. */
    public Session session() {
        return session(best.nll());
    }

    private Session session(OptionalDouble bestNll) {
        Parameters parameters = learner.parameters();
        return new Session(
                parameters.config(),
                StepGraph.build(parameters.config(), parameters),
                Optional.of(learner.optimizer()),
                progress(bestNll),
                start.provenance());
    }

    /** How far the training has come. */
    public TrainingProgress progress() {
        return progress(best.nll());
    }

    private TrainingProgress progress(OptionalDouble bestNll) {
        return new TrainingProgress(
                iteration,
                seconds(),
                start.progress().seed(),
                OptionalDouble.of(rate),
                trainLoss,
                validationNll,
                bestNll,
                bestNll.isPresent() ? best.measuredOn() : "",
                horizon.time());
    }
}
