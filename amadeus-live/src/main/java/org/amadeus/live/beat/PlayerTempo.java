package org.amadeus.live.beat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The notes at the end of the phrase, as they come, and the tempo and metre of them. */
public final class PlayerTempo {
    /** More notes than anybody plays in {@link TempoEstimator#LONGEST}; older ones are forgotten. */
    private static final int MOST_NOTES = 1024;

    private final List<PlayedNote> notes = new ArrayList<>();
    /** When each pitch was struck, and how loud; NaN where it is up. */
    private final double[] struck = new double[128];

    private final int[] velocities = new int[128];
    private double tempo;
    private Optional<TempoEstimate> estimate = Optional.empty();
    private boolean current;

    /** No phrase has begun. */
    public PlayerTempo() {
        Arrays.fill(struck, Double.NaN);
    }

    /** A phrase begins. */
    public void begin() {
        notes.clear();
        Arrays.fill(struck, Double.NaN);
        current = false;
    }

    /** A key goes down; velocity 1 .. 127. */
    public void strike(double now, int pitch, int velocity) {
        release(now, pitch);
        struck[pitch] = now;
        velocities[pitch] = velocity;
        current = false;
    }

    /** It goes up. */
    public void release(double now, int pitch) {
        if (!Double.isNaN(struck[pitch])) {
            if (notes.size() == MOST_NOTES) {
                notes.subList(0, MOST_NOTES / 2).clear();
            }
            notes.add(new PlayedNote(struck[pitch], now, pitch, velocities[pitch]));
            struck[pitch] = Double.NaN;
            current = false;
        }
    }

    /**
     * The phrase's tempo and metre; where it is too short to have any, the last phrase's.
     *
     * @param given beats a minute, or 0 where the tempo is not known
     */
    public Optional<TempoEstimate> estimate(double now, double given) {
        if (!current || given != tempo) {
            List<PlayedNote> all = new ArrayList<>(notes);
            for (int pitch = 0; pitch < struck.length; pitch++) {
                if (!Double.isNaN(struck[pitch])) {
                    all.add(new PlayedNote(struck[pitch], now, pitch, velocities[pitch]));
                }
            }
            estimate = TempoEstimator.estimate(all, given).or(() -> given == tempo ? estimate : Optional.empty());
            current = true;
            tempo = given;
        }
        return estimate;
    }

    /** What was estimated last of this phrase; empty where nothing was. */
    public Optional<TempoEstimate> known() {
        return current ? estimate : Optional.empty();
    }
}
