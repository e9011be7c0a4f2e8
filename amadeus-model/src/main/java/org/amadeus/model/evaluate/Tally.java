package org.amadeus.model.evaluate;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;

/** Counts how well events were predicted. */
public final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Sum all = new Sum();
    private final Map<EventType, Sum> byType = new EnumMap<>(EventType.class);
    private final Map<Integer, Sum> byPiece = new HashMap<>();
    private double seconds;

    /**
     * Counts what a model predicts of some batches.
     *
     * @param windows from where it stands, of the model's sizes
     * @param batches how many to take
     * @param each    told after each
     */
    public static Tally of(WindowModel model, WindowIterator windows, long batches, Runnable each) {
        Tally tally = new Tally();
        float[] logits = {};
        for (long taken = 0; taken < batches; taken++) {
            WindowArrays batch = WindowArrays.of(windows.next());
            int size = batch.events().length * model.config().eventDim();
            logits = logits.length == size ? logits : new float[size];
            model.predict(batch.events(), batch.conditions(), logits);
            tally.add(batch, logits);
            each.run();
        }
        return tally;
    }

    /**
     * Counts the events of a batch.
     *
     * @param logits what the model predicted [T, B, E]
     */
    public void add(WindowArrays batch, float[] logits) {
        int size = logits.length / batch.events().length;
        Sum[] pieces = new Sum[batch.windows()];
        for (int slot = 0; slot < pieces.length; slot++) {
            if (batch.lengths()[slot] > 0) {
                pieces[slot] = byPiece.computeIfAbsent(batch.pieces()[slot], piece -> new Sum());
            }
        }
        for (int row = 0; row < batch.events().length; row++) {
            int slot = row % batch.windows();
            if (row / batch.windows() < batch.lengths()[slot]) {
                add(pieces[slot], batch.events()[row], logits, row * size, size);
            }
        }
    }

    private void add(Sum piece, int event, float[] logits, int offset, int size) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (logits[offset + i] > logits[offset + best]) {
                best = i;
            }
        }
        double nats = -logProbability(logits, offset, size, event);
        if (!(nats < Double.POSITIVE_INFINITY)) {
            throw new AmadeusException("the model predicts " + nats + " where a number is expected: it is broken");
        }
        int hits = best == event ? 1 : 0;
        all.add(1, nats, hits);
        byType.computeIfAbsent(EventType.of(event), type -> new Sum()).add(1, nats, hits);
        piece.add(1, nats, hits);
        seconds += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
    }

    /** Adds what another has counted, of the same pieces. */
    public void add(Tally other) {
        all.add(other.all.events, other.all.nats, other.all.hits);
        other.byType.forEach(
                (key, sum) -> byType.computeIfAbsent(key, type -> new Sum()).add(sum.events, sum.nats, sum.hits));
        other.byPiece.forEach(
                (key, sum) -> byPiece.computeIfAbsent(key, piece -> new Sum()).add(sum.events, sum.nats, sum.hits));
        seconds += other.seconds;
    }

    /** The logarithm of softmax(logits)[event], in nats. */
    public static double logProbability(float[] logits, int offset, int size, int event) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(logits[offset + i] - largest);
        }
        return logits[offset + event] - largest - Math.log(sum);
    }

    /**
     * What was counted.
     *
     * @throws IllegalStateException where nothing was
     */
    public EvaluationResult evaluation() {
        if (all.events == 0) {
            throw new IllegalStateException("nothing was predicted");
        }
        Map<EventType, Score> types = new EnumMap<>(EventType.class);
        byType.forEach((type, sum) -> types.put(type, sum.score()));
        Sum notes = byType.get(EventType.NOTE_ON);
        return new EvaluationResult(
                all.score(),
                standardError(all.score().nll()),
                types,
                byPiece.size(),
                notes == null ? 0 : notes.events,
                seconds);
    }

    /**
     * Of the mean over all events, where pieces and not events are independent: the ratio estimator's, from each piece's
     * deviation from what the mean predicts of it (Cochran, Sampling Techniques, 6.4). NaN for a single piece.
     */
    private double standardError(double mean) {
        if (byPiece.size() < 2) {
            return Double.NaN;
        }
        double squares = 0;
        for (Sum piece : byPiece.values()) {
            double deviation = piece.nats - mean * piece.events;
            squares += deviation * deviation;
        }
        double pieces = byPiece.size();
        return Math.sqrt(squares * pieces / (pieces - 1)) / all.events;
    }

    /** A {@link Score} that grows. */
    private static final class Sum implements Serializable {
        private static final long serialVersionUID = 1L;

        private long events;
        private double nats;
        private long hits;

        void add(long someEvents, double someNats, long someHits) {
            events += someEvents;
            nats += someNats;
            hits += someHits;
        }

        Score score() {
            return new Score(events, nats, hits);
        }
    }
}
