package org.amadeus.live.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.WildModel;
import org.amadeus.live.mode.Plan;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final EventCodec CODEC = EventCodec.of(CodecProfile.EXPRESSIVE);

    private static int[] answer(Consumer<Soloist> before) {
        Soloist soloist = Soloist.over(new WildModel(), Sampling.DEFAULT.withTemperature(0.8), null, 5);
        before.accept(soloist);
        for (int event : new int[] {190, 30, 215, 118, 220}) {
            soloist.improviser().observe(event);
        }
        soloist.settle();
        soloist.improviser().begin(new int[] {230, 210}, Plan.FREE);
        return IntStream.range(0, 300).map(i -> soloist.draw()).toArray();
    }

    @Test
    void whoWasWarmedUpAnswersAsWhoWasNot() {
        assertArrayEquals(answer(soloist -> {}), answer(soloist -> soloist.warmUp(CODEC)));
    }

    @Test
    void stepsAreTakenWhichNobodyWaitsForLater() {
        int[] steps = {0};
        WildModel model = new WildModel(event -> {
            steps[0] += event == 0 ? 1 : 0;
            return true;
        });
        Soloist.over(model, Sampling.DEFAULT, null, 5).warmUp(CODEC);
        assertTrue(steps[0] > 100 && steps[0] < 1000, steps[0] + " steps");
    }
}
