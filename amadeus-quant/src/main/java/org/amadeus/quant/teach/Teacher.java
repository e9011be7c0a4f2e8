package org.amadeus.quant.teach;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.TemporaryFolder;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.window.JoinedWindows;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rules.Schemes;

/**
 * Teaches a model some music of one's own: trains it gently on that and, in every batch, on music that it played itself
 * before, judges it on held-out pieces of both, keeps the one whose mean negative log-likelihood over both is least, and
 * quantizes it.
 *
 * <p>{@link #stop} may be called from any thread; all else belongs to one.
 */
public final class Teacher {
    private final Session plain;
    private final TeachingSettings settings;
    private final int threads;
    private volatile Trainer trainer;
    private volatile boolean stopping;

    /**
     * @param start    what is to be taught, quantized or not
     * @param threads  for what goes step by step, 1 or 2
     */
    public Teacher(Session start, TeachingSettings settings, int threads) {
        start.config().requirePiano("the model");
        this.plain = start.isPlain() ? start : FloatSession.of(start);
        this.settings = settings;
        this.threads = threads;
    }

    /** Ends the teaching early; the best model so far is what comes of it. From any thread. */
    public void stop() {
        stopping = true;
        Trainer running = trainer;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Teaches.
     *
     * @throws AmadeusException     where the music is of another profile than the model, or training diverges
     * @throws IOException          where the disk has no room for the sessions of a training
     * @throws InterruptedException where the thread is interrupted
     */
    public Taught teach(Lesson lesson, TeachingListener listener) throws IOException, InterruptedException {
        Evaluator.require(plain.config(), lesson.learned());
        try (TemporaryFolder folder = new TemporaryFolder("amadeus-teach");
                Lesson rehearsal =
                        Rehearsal.of(plain, settings.rehearsal(), settings.seed(), threads, listener.rehearsing())) {
            return teach(lesson, rehearsal, new Checkpoints(folder.path().resolve("taught.amadeus")), listener);
        }
    }

    private Taught teach(Lesson lesson, Lesson rehearsal, Checkpoints files, TeachingListener listener)
            throws InterruptedException {
        BothHeldOut validation = new BothHeldOut(
                lesson.heldOut(), rehearsal.heldOut(), settings.training().longestWindow());
        validation.nll(plain.parameters());
        Standing before = validation.latest();
        listener.stands(0, before, false);
        Trainer.End end;
        try (Trainer made = Trainer.of(start(lesson.learned()), windows(lesson, rehearsal), files)
                .settings(settings.training())
                .limits(settings.limits())
                .validation(validation)
                .build()) {
            trainer = made;
            if (stopping) {
                made.stop();
            }
            end = made.run(TrainerListener.of(listener, new TrainerListener() {
                @Override
                public void validated(long iteration, double nll, boolean best) {
                    listener.stands(iteration, validation.latest(), best && nll < before.mean());
                }
            }));
        }
        Optional<Session> best = Files.exists(files.best())
                ? Optional.of(SessionFiles.load(files.best())).filter(found -> isBetter(found, before))
                : Optional.empty();
        if (best.isPresent()) {
            Session quantized = RandomRounding.of(best.get(), Schemes.of(Schemes.WEIGHT_ONLY), settings.seed());
            Standing after = validation.standing(quantized);
            if (after.mean() < before.mean()) {
                return new Taught(
                        Optional.of(quantized),
                        before,
                        after,
                        best.get().progress().iterations(),
                        end);
            }
        }
        return new Taught(Optional.empty(), before, before, 0, end);
    }

    private static boolean isBetter(Session found, Standing before) {
        return found.progress().bestNll().orElse(Double.POSITIVE_INFINITY) < before.mean();
    }

    private JoinedWindows windows(Lesson lesson, Lesson rehearsal) {
        TrainingSettings training = settings.training();
        ModelConfig config = plain.config();
        int old = settings.rehearsed();
        return new JoinedWindows(List.of(
                training.withBatch(training.batch() - old).windows(lesson.learned(), config),
                training.withBatch(old).windows(rehearsal.learned(), config)));
    }

    /** As if it were new: what Adam remembered, and the iterations, are of another training. */
    private Session start(PerformanceDataset learned) {
        Map<String, String> provenance = new LinkedHashMap<>(plain.provenance());
        provenance.put(
                "taught",
                String.format(
                        Locale.ROOT,
                        "%s, %s, fingerprint %s, %s",
                        Counted.of(learned.pieces().size(), "piece"),
                        Counted.of(learned.eventCount(), "event"),
                        learned.fingerprint(),
                        settings.training().summary()));
        return new Session(
                plain.config(),
                plain.stepGraph(),
                Optional.empty(),
                TrainingProgress.NONE.withSeed(settings.seed()),
                provenance);
    }
}
