package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.amadeus.data.controls.Control;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;

/** A partner that keeps what it heard and played as one list of events, and draws what a test says. */
final class LogPartner implements Partner {
    /** Everything that happened, as a model would remember it. */
    final List<Integer> past = new ArrayList<>();

    double temperature = Double.NaN;
    Optional<Control> control = Optional.empty();
    /** How many events may be drawn; a test can hold the partner up. */
    int allowance = Integer.MAX_VALUE;

    private final IntUnaryOperator answer;
    private final List<Integer> rest = new ArrayList<>();
    private final List<Integer> drawn = new ArrayList<>();
    private boolean answering;

    /** @param answer the event at each place of an answer */
    LogPartner(IntUnaryOperator answer) {
        this.answer = answer;
    }

    @Override
    public void observe(int event) {
        if (answering) {
            throw new IllegalStateException("heard " + event + " in the middle of an answer");
        }
        past.add(event);
    }

    @Override
    public void begin(int[] events, Plan plan) {
        if (answering) {
            throw new IllegalStateException("began twice");
        }
        answering = true;
        rest.clear();
        drawn.clear();
        for (int event : events) {
            rest.add(event);
        }
    }

    @Override
    public int next() {
        if (!answering) {
            throw new IllegalStateException("asked without an answer");
        }
        if (drawn.size() >= allowance) {
            return NOT_YET;
        }
        drawn.add(answer.applyAsInt(drawn.size()));
        return drawn.get(drawn.size() - 1);
    }

    @Override
    public void cancel() {
        if (!answering) {
            throw new IllegalStateException("cancelled nothing");
        }
        answering = false;
    }

    @Override
    public void end(int played) {
        if (!answering || played > drawn.size()) {
            throw new IllegalStateException("ended " + played + " of " + drawn.size());
        }
        answering = false;
        past.addAll(rest);
        past.addAll(drawn.subList(0, played));
    }

    @Override
    public void temperature(double value) {
        temperature = value;
    }

    @Override
    public void control(Optional<Control> wanted) {
        control = wanted;
    }

    @Override
    public void follow(boolean on) {}

    @Override
    public void again() {
        begin(new int[0], Plan.FREE);
    }
}
