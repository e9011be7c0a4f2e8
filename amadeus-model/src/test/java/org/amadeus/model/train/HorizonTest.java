package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorizonTest {
    @TempDir
    Path folder;

    private static TrainingLimits time(double seconds) {
        return new TrainingLimits(
                OptionalLong.empty(),
                Optional.of(Duration.ofMillis(Math.round(1000 * seconds))),
                OptionalInt.empty(),
                Duration.ofDays(1),
                1000);
    }

    private static TrainingProgress after(double seconds, Optional<TrainingProgress.Span> schedule) {
        TrainingProgress none = TrainingProgress.NONE;
        return new TrainingProgress(
                9,
                seconds,
                1,
                none.learningRate(),
                none.trainLoss(),
                none.validationNll(),
                none.bestNll(),
                "",
                schedule);
    }

    @Test
    void aScheduleByTheClockGoesOnForWhatWasLeft() {
        TrainingProgress fresh = after(0, Optional.empty());
        Horizon hour = Horizon.of(Schedule.COSINE, time(3600), fresh);
        assertEquals(0.25, hour.share(1, 900));
        assertEquals(time(3600), hour.limits(time(3600), fresh));

        TrainingProgress stopped = after(900, hour.time());
        Horizon rest = Horizon.of(Schedule.COSINE, time(3600), stopped);
        assertEquals(0.25, rest.share(5, 900));
        assertEquals(time(2700), rest.limits(time(3600), stopped));

        TrainingProgress over = after(3600.02, hour.time());
        Horizon next = Horizon.of(Schedule.COSINE, time(3600), over);
        assertEquals(0, next.share(5, 3600.02));
        assertEquals(time(3600), next.limits(time(3600), over));

        Horizon other = Horizon.of(Schedule.COSINE, time(60), stopped);
        assertEquals(0.5, other.share(5, 930));
        assertEquals(time(60), other.limits(time(60), stopped));
    }

    @Test
    void byIterationsTheClockDoesNotMatter() {
        Horizon twenty = Horizon.of(Schedule.COSINE, time(3600).untilIteration(20), after(5, Optional.empty()));
        assertEquals(0.5, twenty.share(10, 12345));
        assertEquals(Optional.empty(), twenty.time());
        assertEquals(
                Optional.empty(),
                Horizon.of(Schedule.CONSTANT, time(3600), after(5, Optional.empty()))
                        .time());
    }

    /** Stopped and begun again by the same limits: the rate falls on, where it began anew before. */
    @Test
    void aRateThatFellDoesNotRiseAgain() throws InterruptedException {
        Path file = folder.resolve("model.amadeus");
        List<Double> rates = new ArrayList<>();
        Session start = Session.untrained(MadeUpBatches.SMALL, 5);
        for (int run = 0; run < 2; run++) {
            Trainer trainer = Trainer.of(start, new MadeUpBatches(), new Checkpoints(file))
                    .settings(TrainingSettings.DEFAULTS.withLearningRate(0.01).withSchedule(Schedule.COSINE))
                    .limits(time(2))
                    .kernel(SequenceKernels.PORTABLE)
                    .build();
            int first = run;
            trainer.run(new TrainerListener() {
                @Override
                public void iterationDone(TrainingIteration iteration) {
                    rates.add(iteration.learningRate());
                    if (first == 0 && iteration.learningRate() < 0.007) {
                        trainer.stop();
                    }
                }
            });
            start = SessionFiles.load(file);
        }
        for (int i = 1; i < rates.size(); i++) {
            assertTrue(rates.get(i) <= rates.get(i - 1), "update " + i + ": " + rates);
        }
        assertTrue(rates.get(rates.size() - 1) < 0.002, rates.toString());
        assertTrue(
                start.progress().seconds() < 3,
                "two seconds in all: " + start.progress().seconds());
    }
}
