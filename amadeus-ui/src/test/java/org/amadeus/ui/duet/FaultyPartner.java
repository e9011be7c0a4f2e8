package org.amadeus.ui.duet;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;

/** A model that breaks after so many events. */
final class FaultyPartner implements Partner {
    static final String ON_PURPOSE = "broken on purpose";

    private final Partner partner;
    private int left;

    FaultyPartner(Partner partner, int left) {
        this.partner = partner;
        this.left = left;
    }

    @Override
    public void observe(int event) {
        partner.observe(event);
    }

    @Override
    public void begin(int[] rest, Plan plan) {
        partner.begin(rest, plan);
    }

    @Override
    public int next() {
        if (left-- == 0) {
            throw new IllegalStateException(ON_PURPOSE);
        }
        return partner.next();
    }

    @Override
    public void cancel() {
        partner.cancel();
    }

    @Override
    public void end(int played) {
        partner.end(played);
    }

    @Override
    public void temperature(double value) {
        partner.temperature(value);
    }

    @Override
    public void control(Optional<Control> wanted) {
        partner.control(wanted);
    }

    @Override
    public void follow(boolean on) {
        partner.follow(on);
    }

    @Override
    public void again() {
        partner.again();
    }
}
