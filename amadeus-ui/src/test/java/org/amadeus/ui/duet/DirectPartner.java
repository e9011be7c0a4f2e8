package org.amadeus.ui.duet;

import java.util.Random;
import org.amadeus.live.Partner;
import org.amadeus.live.Soloist;
import org.amadeus.live.mode.Plan;

/** A soloist without a thread; now and then it is late. */
final class DirectPartner implements Partner {
    private final Soloist soloist;
    private final Random random;

    DirectPartner(Soloist soloist, Random random) {
        this.soloist = soloist;
        this.random = random;
    }

    @Override
    public void hear(int event) {
        soloist.improviser().hear(event);
    }

    @Override
    public void begin(int[] rest, Plan plan) {
        soloist.improviser().begin(rest, plan);
    }

    @Override
    public int next() {
        return random.nextInt(10) == 0 ? NOT_YET : soloist.draw();
    }

    @Override
    public void cancel() {
        soloist.improviser().cancel();
    }

    @Override
    public void end(int played) {
        soloist.improviser().end(played);
    }

    @Override
    public void temperature(double value) {
        soloist.improviser().temperature(value);
    }

    @Override
    public void again() {
        soloist.improviser().again();
    }
}
