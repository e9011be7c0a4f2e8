package org.amadeus.ui.duet;

import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.amadeus.data.controls.Control;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.voice.Soloist;

/** A soloist without a thread. */
final class DirectPartner implements Partner {
    private final Soloist soloist;
    private final BooleanSupplier late;

    private DirectPartner(Soloist soloist, BooleanSupplier late) {
        this.soloist = soloist;
        this.late = late;
    }

    /** One that is late now and then. */
    DirectPartner(Soloist soloist, Random random) {
        this(soloist, () -> random.nextInt(10) == 0);
    }

    static DirectPartner neverLate(Soloist soloist) {
        return new DirectPartner(soloist, () -> false);
    }

    @Override
    public void observe(int event) {
        soloist.improviser().observe(event);
    }

    @Override
    public void begin(int[] rest, Plan plan) {
        soloist.improviser().begin(rest, plan);
    }

    @Override
    public int next() {
        return late.getAsBoolean() ? NOT_YET : soloist.draw();
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
    public void control(Optional<Control> wanted) {
        soloist.improviser().control(wanted);
    }

    @Override
    public void follow(boolean on) {
        soloist.improviser().follow(on);
    }

    @Override
    public void again() {
        soloist.improviser().again();
    }
}
