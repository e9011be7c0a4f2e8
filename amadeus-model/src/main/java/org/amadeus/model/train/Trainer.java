package org.amadeus.model.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.checkpoint.BestSession;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.Validation;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.update.BatchCheck;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.LatestUpdate;
import org.amadeus.model.train.update.Learner;
import org.amadeus.model.train.update.LocalSteps;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.SeekableIterator;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

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

    private final Session start;
    private final TrainingSettings settings;
    private final TrainingLimits limits;
    private final MultiDataSetIterator batches;
    private final Optional<Validation> validation;
    private final Checkpoints files;
    private final BestSession best;
    private final RunSession session;
    private final Learner learner;
    private final Optional<GradientSource> workers;
    private final Optional<LocalSteps> localSteps;
    private final GraphListeners graphListeners;
    private volatile boolean stopping;

    private int validationsSinceBest;
    private long validatedIteration = -1;

    Trainer(TrainerBuilder options) {
        TrainingProgress before = options.start.progress();
        this.start = options.start;
        this.settings = options.settings;
        Horizon horizon = Horizon.of(settings.optimizer().schedule(), options.limits, before);
        this.limits = horizon.limits(options.limits, before);
        this.batches = options.batches;
        this.validation = options.validation;
        this.files = options.files;
        this.best = new BestSession(files, before, validation);
        this.workers = options.workers;
        this.localSteps = options.localSteps;
        OptimizerSettings optimizer = settings.optimizer();
        Optional<AdamState> adam =
                start.optimizer().filter(state -> !state.firstMoments().isEmpty());
        this.learner = new Learner(start.parameters(), adam, optimizer.weightDecay(), options.kernel);
        this.session = new RunSession(start, learner, horizon, optimizer.learningRate(), files, best);
        this.graphListeners = new GraphListeners(learner.graph(), options.listeners);
    }

    /**
     * A trainer with the Python implementation's settings, no limit and no validation, unless set otherwise.
     *
     * @param start   to go on from: plain, not quantized. Its seed and iterations fix what is drawn
     * @param batches to learn from, as {@link WindowArrays} lays them out: a {@link SeekableIterator} is put to the
     *                session's seed and iteration, another is taken from where it stands, and reset at its end
     * @param files   where sessions are saved
     */
    public static TrainerBuilder of(Session start, MultiDataSetIterator batches, Checkpoints files) {
        return new TrainerBuilder(start, batches, files);
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
     * any more, and listeners are called: see {@link TrainerListener}.
     *
     * @return why it ended
     * @throws DivergedException    where the loss, a parameter or Adam's memory is no number any more; nothing is saved
     *                              after that, what was is kept
     * @throws AmadeusException     where the session can't be saved at first or at the end. A saving in between that
     *                              fails is logged and tried again
     * @throws InterruptedException where the thread is interrupted while it waits for a batch
     */
    public End run(TrainerListener listener) throws InterruptedException {
        session.begin();
        End end;
        try {
            boolean saved = session.open();
            listener.started(start.config(), session.iteration());
            if (!saved) {
                save(listener);
            }
            end = train(listener);
            best.tryAgain();
            save(listener);
            best.write();
        } catch (InterruptedException | RuntimeException | Error e) {
            if (learner.isSound()
                    && session.iteration() > session.savedIteration()
                    && !(e instanceof DivergedException)) {
                attempt(() -> save(listener), e);
            }
            attempt(best::write, e);
            attempt(graphListeners::finished, e);
            attempt(() -> listener.finished(session.iteration()), e);
            throw e;
        }
        try {
            graphListeners.finished();
        } catch (RuntimeException | Error e) {
            attempt(() -> listener.finished(session.iteration()), e);
            throw e;
        }
        listener.finished(session.iteration());
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
            seekable.seek(seed, session.iteration());
            epoch = session.iteration() / seekable.batchesPerEpoch();
        }
        graphListeners.started(session.iteration(), epoch);
        Optional<End> end = end();
        try (Prefetcher prefetcher = new Prefetcher(batches)) {
            long last = System.nanoTime();
            while (end.isEmpty()) {
                long before = session.iteration();
                long asked = System.nanoTime();
                List<MultiDataSet> round = new ArrayList<>();
                boolean goesOn = true;
                do {
                    Prefetcher.Prefetched next = prefetcher.next();
                    BatchCheck.require(start.config(), next.batch());
                    goesOn &= !next.newEpoch() || !graphListeners.nextEpoch();
                    round.add(next.batch());
                } while (goesOn && (before + round.size()) % settings.localSteps() != 0);
                if (!goesOn) {
                    end = Optional.of(End.STOPPED);
                    break;
                }
                graphListeners.iterationStarted(before, round.get(0), System.nanoTime() - asked);
                LocalSteps.Plan plan = plan(seed, round.size());
                List<Learner.Step> steps = learn(round, plan);
                long now = System.nanoTime();
                double events = round.stream()
                        .mapToLong(batch -> batch.getLabels(WindowArrays.TARGET).length())
                        .sum();
                for (int i = 0; i < steps.size(); i++) {
                    MultiDataSet batch = round.get(i);
                    if (i > 0) {
                        graphListeners.iterationStarted(before + i, batch, 0);
                    }
                    Learner.Step step = steps.get(i);
                    graphListeners.iterationDone(batch, step.loss());
                    free(batch);
                    listener.iterationDone(new LatestUpdate(
                            before + i + 1,
                            step.loss(),
                            step.gradientNorm(),
                            plan.rates().get(i),
                            events / ((now - last) / 1e9),
                            learner));
                }
                last = now;
                if (session.iteration() / limits.validateEvery() > before / limits.validateEvery()) {
                    validate(listener); // also where it is stopped: whoever goes on does not come by here again
                }
                end = end();
                if (end.isEmpty() && session.isDue(limits.saveEvery()) && session.saveIfPossible()) {
                    listener.saved(session.iteration(), files.last());
                }
            }
        }
        if (end.get() != End.STOPPED && validatedIteration != session.iteration()) {
            validate(listener);
        }
        return end.get();
    }

    private Optional<End> end() {
        return stopping
                ? Optional.of(End.STOPPED)
                : limits.reached(session.iteration(), session.passed(), validationsSinceBest);
    }

    /** A batch of an iterator that makes each anew is the trainer's; another's may be shown again. */
    private void free(MultiDataSet batch) {
        if (batches instanceof SeekableIterator) {
            for (INDArray[] arrays : new INDArray[][] {batch.getFeatures(), batch.getLabels()}) {
                Arrays.stream(arrays).filter(INDArray::closeable).forEach(INDArray::close);
            }
        }
    }

    /** What so many iterations draw, and the rest of what is done in them. */
    private LocalSteps.Plan plan(long seed, int count) {
        OptimizerSettings optimizer = settings.optimizer();
        return new LocalSteps.Plan(
                IntStream.range(0, count)
                        .mapToObj(i -> new IterationDraws(seed, session.iteration() + i))
                        .toList(),
                IntStream.range(0, count)
                        .mapToObj(i -> optimizer.rate(session.share(i), learner.updates() + i))
                        .toList(),
                settings.teacherForcing(),
                optimizer.weightDecay());
    }

    private List<Learner.Step> learn(List<MultiDataSet> round, LocalSteps.Plan plan) {
        List<Learner.Step> steps = settings.localSteps() == 1
                ? List.of(learn(round.get(0), plan.draws().get(0), plan.rates().get(0)))
                : learner.learn(localSteps.orElseThrow(), round, plan);
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).finite()) {
                throw diverged(steps.get(i));
            }
            session.updated(steps.get(i).loss(), plan.rates().get(i));
        }
        return steps;
    }

    private Learner.Step learn(MultiDataSet batch, IterationDraws draws, double rate) {
        double taught = settings.teacherForcing();
        return workers.isPresent()
                ? learner.learn(workers.get(), batch, draws, taught, rate)
                : learner.learn(batch, settings.parts(), draws, taught, rate, graphListeners);
    }

    private DivergedException diverged(Learner.Step step) {
        String what = learner.isSound()
                ? "the loss is " + step.loss() + ", the gradient's norm " + step.gradientNorm()
                : "its update made parameters or Adam's memory that are no numbers";
        BigDecimal smaller =
                BigDecimal.valueOf(settings.optimizer().learningRate() / 3).round(new MathContext(1));
        return new DivergedException(
                "iteration " + (session.iteration() + 1) + ": " + what + ": the training has diverged. "
                        + files.last() + " holds the session as it was after iteration " + session.savedIteration()
                        + ". Go on from there with a smaller learning rate (-l " + smaller.toPlainString()
                        + ") and, if that fails, a fresh optimizer (-r)");
    }

    private void validate(TrainerListener listener) {
        if (validation.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        double nll = validation.get().nll(learner.parameters());
        long took = System.nanoTime() - asked;
        validatedIteration = session.iteration();
        boolean better = session.validated(nll);
        validationsSinceBest = better ? 0 : validationsSinceBest + 1;
        listener.validated(session.iteration(), nll, better);
        if (graphListeners.validated(took)) {
            stop();
        }
    }

    private void save(TrainerListener listener) {
        session.save();
        listener.saved(session.iteration(), files.last());
    }

    /**
     * Frees what lies outside the Java heap, about 1 GB for the default model. Nothing can be trained or asked for after
     * that, but for {@link #progress}.
     */
    @Override
    public void close() {
        learner.close();
    }

    /** The session as it stands. */
    public Session session() {
        return session.session();
    }

    /** How far the training has come. */
    public TrainingProgress progress() {
        return session.progress();
    }
}
