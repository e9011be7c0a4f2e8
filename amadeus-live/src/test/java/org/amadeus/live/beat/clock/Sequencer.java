package org.amadeus.live.beat.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A song in a sequencer whose tempo changes, on beats and gradually, and the clock that arrives of it. */
public final class Sequencer {
    /** A message that arrives. */
    public record Message(double at, int status) {}

    private static final int TICKS_PER_BEAT = 24;

    private final List<Double> ticks = new ArrayList<>();

    /** A song of so many seconds: every ten to forty beats the tempo changes, by a quarter at most, to {@code slowest} .. {@code fastest}. */
    public Sequencer(Random random, double seconds, double slowest, double fastest) {
        double tempo = Math.min(110, fastest);
        double drift = 0;
        int next = 0;
        int until = 0;
        double time = 1;
        for (int tick = 0; time < seconds; tick++) {
            ticks.add(time);
            if (tick == until) {
                drift = 0;
            }
            if (tick == next) {
                double wanted = Math.max(slowest, Math.min(fastest, tempo * (0.8 + 0.45 * random.nextDouble())));
                if (tick > 0 && random.nextBoolean()) {
                    until = tick + TICKS_PER_BEAT * (4 + random.nextInt(12));
                    drift = (wanted - tempo) / (until - tick);
                } else {
                    tempo = tick > 0 ? wanted : tempo;
                }
                next = Math.max(until, tick) + TICKS_PER_BEAT * (10 + random.nextInt(30));
            }
            tempo += drift;
            time += 60 / tempo / TICKS_PER_BEAT;
        }
    }

    /** When its ticks are. */
    public List<Double> ticks() {
        return ticks;
    }

    /** When its bars of so many quarters begin. */
    public List<Double> bars(int quarters) {
        List<Double> bars = new ArrayList<>();
        for (int tick = 0; tick < ticks.size(); tick += quarters * TICKS_PER_BEAT) {
            bars.add(ticks.get(tick));
        }
        return bars;
    }

    /**
     * Its clock: a start just before the first tick.
     *
     * @param jitter standard deviation of the ticks' arrival, seconds
     * @param lost   the share of ticks that never arrive
     */
    public List<Message> clock(Random random, double jitter, double lost) {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message(ticks.get(0) - 0.015, ClockMessage.START));
        for (double tick : ticks) {
            double at = tick + jitter * random.nextGaussian();
            if (random.nextDouble() >= lost || tick == ticks.get(0)) {
                messages.add(
                        new Message(Math.max(messages.get(messages.size() - 1).at(), at), ClockMessage.TICK));
            }
        }
        return messages;
    }
}
