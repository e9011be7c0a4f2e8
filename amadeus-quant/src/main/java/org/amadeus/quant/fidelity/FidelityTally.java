package org.amadeus.quant.fidelity;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.evaluate.EventType;
import org.amadeus.model.window.WindowArrays;

/** Counts how closely two models agree, event by event. */
final class FidelityTally {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;
    private static final int DIVERGENCE = 2;
    private static final int SAME = 3;
    private static final int TOP_FIVE = 4;
    private static final int SQUARED_CHANGE = 5;
    /** After less before. */
    private static final int DIFFERENCE = 6;

    private static final int QUANTITIES = 7;
    private static final int TOP = 5;

    /** Sums over events. */
    private static final class Counts {
        private long events;
        private final double[] sums = new double[QUANTITIES];

        void add(double[] quantities) {
            events++;
            for (int i = 0; i < QUANTITIES; i++) {
                sums[i] += quantities[i];
            }
        }

        double mean(int quantity) {
            return sums[quantity] / events;
        }

        Fidelity.Closeness closeness() {
            return new Fidelity.Closeness(
                    events, mean(DIVERGENCE), mean(SAME), mean(TOP_FIVE), Math.sqrt(mean(SQUARED_CHANGE)));
        }
    }

    private final boolean controls;
    private final Counts all = new Counts();
    private final Map<EventType, Counts> byType = new EnumMap<>(EventType.class);
    private final Map<Integer, Counts> byPiece = new HashMap<>();
    private final double[] quantities = new double[QUANTITIES];
    private final DoubleStream.Builder divergences = DoubleStream.builder();
    private long windows;

    FidelityTally(boolean controls) {
        this.controls = controls;
    }

    /**
     * Counts the events of a batch.
     *
     * @param before what the float model predicted [T, B, E]
     * @param after  what the quantized one did [T, B, E]
     */
    void add(WindowArrays batch, float[] before, float[] after) {
        int size = before.length / batch.events().length;
        double[] p = new double[size];
        double[] q = new double[size];
        int[] ofBefore = new int[Math.min(TOP, size)];
        int[] ofAfter = new int[ofBefore.length];
        Counts[] pieces = new Counts[batch.windows()];
        for (int slot = 0; slot < pieces.length; slot++) {
            if (batch.lengths()[slot] > 0) {
                windows++;
                pieces[slot] = byPiece.computeIfAbsent(batch.pieces()[slot], piece -> new Counts());
            }
        }
        for (int row = 0; row < batch.events().length; row++) {
            int slot = row % batch.windows();
            if (row / batch.windows() < batch.lengths()[slot]) {
                logSoftmax(before, row * size, p);
                logSoftmax(after, row * size, q);
                likeliest(p, ofBefore);
                likeliest(q, ofAfter);
                measure(batch.events()[row], p, q, ofBefore, ofAfter);
                all.add(quantities);
                byType.computeIfAbsent(EventType.of(batch.events()[row]), type -> new Counts())
                        .add(quantities);
                pieces[slot].add(quantities);
            }
        }
    }

    /** @param ofBefore the likeliest events of p, as {@link #likeliest} tells them; ofAfter those of q */
    private void measure(int event, double[] p, double[] q, int[] ofBefore, int[] ofAfter) {
        Arrays.fill(quantities, 0);
        for (int i = 0; i < p.length; i++) {
            quantities[DIVERGENCE] += Math.exp(p[i]) * (p[i] - q[i]);
        }
        if (!Double.isFinite(quantities[DIVERGENCE])) {
            throw new AmadeusException("a model predicts what is no number: it is broken");
        }
        for (int i : ofBefore) {
            for (int k : ofAfter) {
                quantities[TOP_FIVE] += i == k ? 1.0 / ofBefore.length : 0;
            }
        }
        double change = Math.exp(q[event]) - Math.exp(p[event]);
        quantities[BEFORE] = -p[event];
        quantities[AFTER] = -q[event];
        quantities[DIFFERENCE] = p[event] - q[event];
        quantities[SAME] = ofBefore[0] == ofAfter[0] ? 1 : 0;
        quantities[SQUARED_CHANGE] = change * change;
        divergences.add((float) quantities[DIVERGENCE]);
    }

    /** Writes the places of the largest values, the largest first; of equal ones the first. */
    private static void likeliest(double[] values, int[] places) {
        int count = places.length;
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (found < count || values[i] > values[places[count - 1]]) {
                int at = found < count ? found++ : count - 1;
                for (; at > 0 && values[i] > values[places[at - 1]]; at--) {
                    places[at] = places[at - 1];
                }
                places[at] = i;
            }
        }
    }

    /** Writes the logarithms of softmax(logits). */
    private static void logSoftmax(float[] logits, int offset, double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += Math.exp(logits[offset + i] - largest);
        }
        double norm = largest + Math.log(sum);
        for (int i = 0; i < logs.length; i++) {
            logs[i] = logits[offset + i] - norm;
        }
    }

    /** What was counted, at least one event; asked for once. */
    Fidelity result() {
        Map<EventType, Fidelity.Closeness> types = new EnumMap<>(EventType.class);
        byType.forEach((type, counts) -> types.put(type, counts.closeness()));
        double[] sorted = divergences.build().sorted().toArray();
        Map<String, Double> percentiles = new LinkedHashMap<>();
        Fidelity.PERCENTILES.forEach(
                p -> percentiles.put(p.getKey(), sorted[(int) Math.ceil(p.getValue() * sorted.length) - 1]));
        Fidelity.Closeness errors = new Fidelity.Closeness(
                all.events,
                standardError(DIVERGENCE),
                standardError(SAME),
                standardError(TOP_FIVE),
                standardError(SQUARED_CHANGE) / (2 * all.closeness().change()));
        return new Fidelity(
                controls,
                windows,
                byPiece.size(),
                all.mean(BEFORE),
                all.mean(AFTER),
                standardError(DIFFERENCE),
                all.closeness(),
                errors,
                percentiles,
                types);
    }

    /** The ratio estimator's, as {@link org.amadeus.model.evaluate.Tally} has it, of a mean; NaN for a single piece. */
    private double standardError(int quantity) {
        if (byPiece.size() < 2) {
            return Double.NaN;
        }
        double mean = all.mean(quantity);
        double squares = 0;
        for (Counts piece : byPiece.values()) {
            double deviation = piece.sums[quantity] - mean * piece.events;
            squares += deviation * deviation;
        }
        double pieces = byPiece.size();
        return Math.sqrt(squares * pieces / (pieces - 1)) / all.events;
    }
}
