package org.amadeus.live.page;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.amadeus.data.controls.Control;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.voice.Improviser;

/** An improviser each of whose answers is drawn by a seed. */
record Seeded(Improviser improviser, LongSupplier seed) implements Partner {
    @Override
    public void observe(int event) {
        improviser.observe(event);
    }

    @Override
    public void begin(int[] rest, Plan plan) {
        improviser.begin(rest, plan);
        improviser.reseed(seed.getAsLong());
    }

    @Override
    public int next() {
        return improviser.next();
    }

    @Override
    public void enough() {
        improviser.enough();
    }

    @Override
    public void cancel() {
        improviser.cancel();
    }

    @Override
    public void end(int played) {
        improviser.end(played);
    }

    @Override
    public void again() {
        improviser.again();
        improviser.reseed(seed.getAsLong());
    }

    @Override
    public void temperature(double value) {
        improviser.temperature(value);
    }

    @Override
    public void control(Optional<Control> wanted) {
        improviser.control(wanted);
    }

    @Override
    public void follow(boolean on) {
        improviser.follow(on);
    }
}
