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

    private static final class Counts implements Serializable {
        private static final long serialVersionUID = 1L;

        private long events;
        private double nats;
        private long hits;

        void add(long moreEvents, double moreNats, long moreHits) {
            events += moreEvents;
            nats += moreNats;
            hits += moreHits;
        }

        void add(Counts more) {
            add(more.events, more.nats, more.hits);
        }

        Score score() {
            return new Score(events, nats / events, (double) hits / events);
        }
    }

    private final Counts all = new Counts();
    private final Map<EventType, Counts> byType = new EnumMap<>(EventType.class);
    private final Map<Integer, Counts> byPiece = new HashMap<>();
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
        for (int row = 0; row < batch.events().length; row++) {
            int slot = row % batch.windows();
            if (row / batch.windows() < batch.lengths()[slot]) {
                add(batch.pieces()[slot], batch.events()[row], logits, row * size, size);
            }
        }
    }

    private void add(int piece, int event, float[] logits, int offset, int size) {
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
        int hit = best == event ? 1 : 0;
        all.add(1, nats, hit);
        byType.computeIfAbsent(EventType.of(event), type -> new Counts()).add(1, nats, hit);
        byPiece.computeIfAbsent(piece, p -> new Counts()).add(1, nats, hit);
        seconds += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
    }

    /** Adds what another has counted, of the same pieces. */
    public void add(Tally other) {
        all.add(other.all);
        other.byType.forEach((type, counts) ->
                byType.computeIfAbsent(type, t -> new Counts()).add(counts));
        other.byPiece.forEach((piece, counts) ->
                byPiece.computeIfAbsent(piece, p -> new Counts()).add(counts));
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
        byType.forEach((type, counts) -> types.put(type, counts.score()));
        Score score = all.score();
        Counts notes = byType.get(EventType.NOTE_ON);
        return new EvaluationResult(
                score, standardError(score.nll()), types, byPiece.size(), notes == null ? 0 : notes.events, seconds);
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
        for (Counts piece : byPiece.values()) {
            double deviation = piece.nats - mean * piece.events;
            squares += deviation * deviation;
        }
        double pieces = byPiece.size();
        return Math.sqrt(squares * pieces / (pieces - 1)) / all.events;
    }
}
