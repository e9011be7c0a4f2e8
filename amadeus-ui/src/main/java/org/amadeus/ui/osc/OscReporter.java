package org.amadeus.ui.osc;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.Consumer;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetListener;
import org.amadeus.ui.duet.DuetState;
import org.amadeus.ui.duet.DuetStatus;

/** Tells by OSC what a duet plays and what it is at. Every note that was begun is ended once. For the duet's thread. */
final class OscReporter implements DuetListener {
    private final Consumer<OscMessage> to;
    private final BitSet sounding = new BitSet(128);
    private DuetState state;
    private Mode mode;
    private double temperature = Double.NaN;

    OscReporter(Consumer<OscMessage> to) {
        this.to = to;
    }

    @Override
    public void strike(int pitch, int velocity) {
        release(pitch);
        sounding.set(pitch);
        note(pitch, velocity, 1);
    }

    @Override
    public void release(int pitch) {
        if (sounding.get(pitch)) {
            sounding.clear(pitch);
            note(pitch, 0, 0);
        }
    }

    private void note(int pitch, int velocity, int on) {
        to.accept(OscMessage.of(OscAddress.path("note"), pitch, velocity, on));
    }

    @Override
    public void silence() {
        sounding.stream().forEach(this::release);
    }

    @Override
    public void status(DuetStatus status) {
        if (status.mode() != mode) {
            mode = status.mode();
            to.accept(OscMessage.of(OscAddress.MODE.path(), mode.word()));
        }
        if (status.temperature() != temperature) {
            temperature = status.temperature();
            to.accept(OscMessage.of(OscAddress.TEMPERATURE.path(), (float) temperature));
        }
        if (status.state() != state) {
            state = status.state();
            to.accept(OscMessage.of(OscAddress.path("state"), state.name().toLowerCase(Locale.ROOT)));
        }
    }
}
