package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Soloist;
import org.amadeus.live.mode.Mode;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.ui.duet.Stage.Sound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who plays softly is answered softly by the bundled model, who plays loudly is answered loudly. Prints the figures. */
@Tag("slow")
class LoudnessTest {
    private static final int[] PHRASE = {60, 62, 64, 65, 67, 69, 71, 72, 67, 64, 62, 60};
    private static final int SEEDS = 6;

    @ParameterizedTest
    @ValueSource(ints = {34, 54, 68, 84, 114})
    void answers(int velocity) {
        double sum = 0;
        int notes = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Sound> answer = answer(velocity, seed);
            sum += answer.stream().mapToInt(Sound::data2).sum();
            notes += answer.size();
        }
        System.out.printf(Locale.ROOT, "velocity %d is answered by %d notes of %.0f%n", velocity, notes, sum / notes);
        assertEquals(velocity, sum / notes, 15);
    }

    private static List<Sound> answer(int velocity, int seed) {
        Session bundled = BundledModel.load();
        try (StepModel model = StepPlan.compile(bundled.config(), bundled.stepGraph(), 1, 1)) {
            Soloist soloist = Soloist.over(model, Sampling.DEFAULT.withTopP(0.95), null, seed);
            Stage stage = new Stage(
                    DuetOptions.DEFAULT.withPlaying(LiveOptions.DEFAULT.withMode(Mode.ANSWER)),
                    bundled.config().profile(),
                    DirectPartner.neverLate(soloist));
            for (int i = 0; i < PHRASE.length; i++) {
                stage.message(stage.now + 0.05, 0x90, PHRASE[i], velocity - 4 + i % 3 * 4);
                stage.message(stage.now + 0.3, 0x80, PHRASE[i], 0);
            }
            stage.until(stage.now + 12);
            return stage.sounds.stream().filter(Sound::isNoteOn).toList();
        }
    }
}
