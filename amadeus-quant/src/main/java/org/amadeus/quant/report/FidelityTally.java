package org.amadeus.quant.report;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.evaluate.EventType;
import org.amadeus.model.window.WindowArrays;

/** Counts how closely two models agree, event by event. */
final class FidelityTally {
    private static final class Counts {
        private long events;
        private double before;
        private double after;
        private double divergence;
        private long same;

        Fidelity.Closeness closeness() {
            return new Fidelity.Closeness(events, divergence / events, (double) same / events);
        }
    }

    private final boolean controls;
    private final Counts all = new Counts();
    private final Map<EventType, Counts> byType = new EnumMap<>(EventType.class);
    private final Map<Integer, Counts> byPiece = new HashMap<>();
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
        for (int row = 0; row < batch.events().length; row++) {
            int slot = row % batch.windows();
            if (row / batch.windows() < batch.lengths()[slot]) {
                int topBefore = logSoftmax(before, row * size, p);
                int topAfter = logSoftmax(after, row * size, q);
                add(batch.pieces()[slot], batch.events()[row], p, q, topBefore == topAfter);
            }
        }
        for (int length : batch.lengths()) {
            windows += length > 0 ? 1 : 0;
        }
    }

    private void add(int piece, int event, double[] p, double[] q, boolean same) {
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            divergence += Math.exp(p[i]) * (p[i] - q[i]);
        }
        if (!Double.isFinite(divergence)) {
            throw new AmadeusException("a model predicts what is no number: it is broken");
        }
        Counts ofType = byType.computeIfAbsent(EventType.of(event), type -> new Counts());
        Counts ofPiece = byPiece.computeIfAbsent(piece, number -> new Counts());
        for (Counts counts : new Counts[] {all, ofType, ofPiece}) {
            counts.events++;
            counts.before -= p[event];
            counts.after -= q[event];
            counts.divergence += divergence;
            counts.same += same ? 1 : 0;
        }
    }

    /** Writes the logarithms of softmax(logits) and returns the place of the largest, the first where several tie. */
    private static int logSoftmax(float[] logits, int offset, double[] logs) {
        int top = 0;
        for (int i = 1; i < logs.length; i++) {
            if (logits[offset + i] > logits[offset + top]) {
                top = i;
            }
        }
        double largest = logits[offset + top];
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += Math.exp(logits[offset + i] - largest);
        }
        double norm = largest + Math.log(sum);
        for (int i = 0; i < logs.length; i++) {
            logs[i] = logits[offset + i] - norm;
        }
        return top;
    }

    /** What was counted; at least one event. */
    Fidelity result() {
        Map<EventType, Fidelity.Closeness> types = new EnumMap<>(EventType.class);
        byType.forEach((type, counts) -> types.put(type, counts.closeness()));
        return new Fidelity(
                controls,
                windows,
                byPiece.size(),
                all.before / all.events,
                all.after / all.events,
                standardError((all.after - all.before) / all.events),
                all.closeness(),
                types);
    }

    /** The ratio estimator's, as {@link org.amadeus.model.evaluate.Tally} has it, of the differences. */
    private double standardError(double mean) {
        if (byPiece.size() < 2) {
            return Double.NaN;
        }
        double squares = 0;
        for (Counts piece : byPiece.values()) {
            double deviation = piece.after - piece.before - mean * piece.events;
            squares += deviation * deviation;
        }
        double pieces = byPiece.size();
        return Math.sqrt(squares * pieces / (pieces - 1)) / all.events;
    }
}
