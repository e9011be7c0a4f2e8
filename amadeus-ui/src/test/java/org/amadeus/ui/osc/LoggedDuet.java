package org.amadeus.ui.osc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetRemote;

/** A duet that writes down how it is steered. */
final class LoggedDuet implements DuetRemote {
    final List<String> log = new ArrayList<>();

    @Override
    public void trigger() {
        log.add("trigger");
    }

    @Override
    public void panic() {
        log.add("panic");
    }

    @Override
    public void mode(Mode mode) {
        log.add(mode.word());
    }

    @Override
    public void bars(int bars) {
        log.add("bars " + bars);
    }

    @Override
    public void tempo(double tempo) {
        log.add("tempo " + tempo);
    }

    @Override
    public void temperature(double value) {
        log.add("temperature " + value);
    }

    @Override
    public void control(Optional<Control> control) {
        log.add("control " + control.map(Control::toString).orElse("none"));
    }
}
