package org.amadeus.live;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.amadeus.data.controls.Control;
import org.amadeus.live.mode.Plan;

/** Says what its script says, whatever it hears. */
record ScriptedPartner(IntSupplier script) implements Partner {
    @Override
    public int next() {
        return script.getAsInt();
    }

    @Override
    public void observe(int event) {}

    @Override
    public void begin(int[] rest, Plan plan) {}

    @Override
    public void cancel() {}

    @Override
    public void end(int played) {}

    @Override
    public void again() {}

    @Override
    public void temperature(double value) {}

    @Override
    public void control(Optional<Control> wanted) {}

    @Override
    public void follow(boolean on) {}
}
