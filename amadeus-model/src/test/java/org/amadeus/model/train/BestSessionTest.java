package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.listener.TrainerListener;
import org.junit.jupiter.api.Test;

/** Which session of a training is kept as the best one. */
class BestSessionTest extends TrainerFixture {
    @Test
    void theBestOfAllValidationsIsKeptAndPatienceEnds() throws InterruptedException {
        double[] nlls = {3, 2, 2.5, 2.25, 1};
        int[] asked = {0};
        Trainer trainer =
                trainer(fresh(), always(OptionalInt.of(2)), BATCHES, Optional.of(parameters -> nlls[asked[0]++]));
        assertEquals(Trainer.End.PATIENCE, trainer.run(TrainerListener.NONE));
        assertEquals(4, asked[0]);
        Session best = SessionFiles.load(folder.resolve("model.best.amadeus"));
        assertEquals(2, best.progress().iterations());
        assertEquals(2, best.progress().bestNll().orElseThrow());
        Session last = SessionFiles.load(file());
        assertEquals(4, last.progress().iterations());
        assertEquals(2.25, last.progress().validationNll().orElseThrow());
        assertEquals(2, last.progress().bestNll().orElseThrow());

        int[] more = {0};
        Trainer resumed = trainer(last, always(OptionalInt.of(1)), BATCHES, Optional.of(parameters -> 2 + more[0]++));
        resumed.run(TrainerListener.NONE);
        assertEquals(1, more[0], "the best of earlier runs is the one to beat");
        assertEquals(
                2,
                SessionFiles.load(folder.resolve("model.best.amadeus"))
                        .progress()
                        .iterations());
    }

    @Test
    void theBestOnOtherMusicIsNotTheOneToBeat() throws InterruptedException, IOException {
        validated(fresh(), 2, new Scores("old music", 3, 2)).run(TrainerListener.NONE);
        assertEquals(2, best().progress().bestNll().orElseThrow());
        assertEquals("old music", best().progress().bestOn());

        Trainer same = validated(SessionFiles.load(file()), 3, new Scores("old music", 2.5));
        assertEquals(Optional.empty(), same.bestForgotten());
        same.run(TrainerListener.NONE);
        assertEquals(2, best().progress().iterations());

        Session third = SessionFiles.load(file());
        Trainer other = validated(third, 5, new Scores("new music", 4, 5));
        assertTrue(
                other.bestForgotten().orElseThrow().contains("other music"),
                other.bestForgotten().toString());
        assertTrue(other.progress().bestNll().isEmpty(), "nothing of the old music is announced as the best");
        other.run(TrainerListener.NONE);
        assertEquals(4, best().progress().iterations());
        assertEquals(4.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
        assertEquals("new music", SessionFiles.load(file()).progress().bestOn());

        Files.delete(folder.resolve("model.best.amadeus"));
        Trainer missing = validated(SessionFiles.load(file()), 6, new Scores("new music", 9));
        assertTrue(
                missing.bestForgotten().orElseThrow().contains("missing"),
                missing.bestForgotten().toString());
        missing.run(TrainerListener.NONE);
        assertEquals(9.0, best().progress().bestNll().orElseThrow());

        Files.delete(file());
        Trainer anew = validated(fresh(), 1, new Scores("new music", 10));
        assertTrue(
                anew.bestForgotten().orElseThrow().contains("another training"),
                anew.bestForgotten().toString());
        anew.run(TrainerListener.NONE);
        assertEquals(1, best().progress().iterations());
    }

    /** Killed between the best one's file and the session's: the better of the two counts. */
    @Test
    void aBestWrittenAfterTheLastSessionIsNotReplacedByAWorse() throws InterruptedException {
        validated(fresh(), 1, new Scores("m", 3)).run(TrainerListener.NONE);
        Session first = SessionFiles.load(file());
        validated(first, 2, new Scores("m", 2)).run(TrainerListener.NONE);
        validated(first, 3, new Scores("m", 2.5, 2.75)).run(TrainerListener.NONE);
        assertEquals(2.0, best().progress().bestNll().orElseThrow());
        assertEquals(2.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
    }

    @Test
    void aNllThatIsNoNumberIsNeverTheBest() throws InterruptedException {
        List<Boolean> bests = new ArrayList<>();
        validated(fresh(), 3, new Scores("m", Double.NaN, 3, Double.NaN)).run(new TrainerListener() {
            @Override
            public void validated(long iteration, double nll, boolean best) {
                bests.add(best);
            }
        });
        assertEquals(List.of(false, true, false), bests);
        assertEquals(3.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
        assertTrue(SessionFiles.load(file()).progress().validationNll().isEmpty());
    }

    @Test
    void aBestThatCouldNotBeWrittenIsWrittenLaterAsItWas() throws IOException, InterruptedException {
        Path obstacle = Files.createDirectories(folder.resolve("model.best.amadeus/obstacle"));
        List<OptionalDouble> known = new ArrayList<>();
        Trainer trainer = validated(fresh(), 4, new Scores("m", 3, 2, 4, 5));
        trainer.run(new TrainerListener() {
            @Override
            public void validated(long iteration, double nll, boolean best) {
                known.add(trainer.progress().bestNll());
                if (iteration == 3) {
                    assertTrue(obstacle.toFile().delete()
                            && obstacle.getParent().toFile().delete());
                }
            }
        });
        OptionalDouble none = OptionalDouble.empty();
        assertEquals(List.of(none, none, none, OptionalDouble.of(2)), known, "no best before it is in its file");
        assertEquals(2, best().progress().iterations());
        assertEquals(2, best().optimizer().orElseThrow().step());
        assertEquals(2.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
    }

    @Test
    void aBestThatCannotBeWrittenAtTheEndIsAnErrorAfterTheSessionWasSaved() throws IOException {
        Files.createDirectories(folder.resolve("model.best.amadeus/obstacle"));
        Trainer trainer = validated(fresh(), 2, new Scores("m", 3, 2));
        Heard heard = new Heard();
        AmadeusException thrown = assertThrows(AmadeusException.class, () -> trainer.run(heard));
        assertTrue(thrown.getMessage().contains("model.best.amadeus"), thrown.getMessage());
        assertEquals(2, SessionFiles.load(file()).progress().iterations());
        assertEquals("finished 2", heard.last());
    }

    @Test
    void theLastValidationIsNotMadeTwice() throws InterruptedException {
        Scores scores = new Scores("m", 3, 2, 1);
        TrainingLimits time = new TrainingLimits(
                OptionalLong.empty(), Optional.of(Duration.ofMillis(1)), OptionalInt.empty(), Duration.ofDays(1), 1);
        trainer(fresh(), time, BATCHES, Optional.of(scores)).run(TrainerListener.NONE);
        assertEquals(1, scores.asked);
    }

    @Test
    void aRunStoppedWhereAValidationIsDueValidates() throws InterruptedException {
        Scores scores = new Scores("m", 3, 2, 1);
        Trainer trainer = validated(fresh(), 100, scores);
        trainer.run(stopping(trainer, 2));
        assertEquals(2, scores.asked);
    }
}
