package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.run.StepModel;

/** The beams of one piece: beginnings, each in a slot of the model, the best first. */
final class BeamSet {
    private final StepModel model;
    private final GenerationOptions options;
    private final int firstSlot;
    private final boolean stochastic;
    private final int events;
    private final VoiceRandom random = new VoiceRandom();
    /** Beginnings there are; one until the first event. */
    private int alive = 1;
    /** Of each beam: its summed log-probability, and what it is ranked by, the same or perturbed. */
    private final double[] logProbabilities;

    private final double[] scores;
    private final SoundingNotes[] notes;
    private final SoundingNotes[] parentNotes;
    private final float[][] parentStates;
    /** Of each continuation of a beam: its log-probability, and what it is ranked by. */
    private final double[] candidates;

    private final double[] perturbed;
    /** The best continuations found so far, best first. */
    private final double[] bestScores;

    private final double[] bestLogProbabilities;
    private final int[] bestParents;
    private final int[] bestEvents;
    /** For each event of the piece and each beam: the event, and the beam it continued. */
    private final int[][] history;

    private final int[][] parents;

    BeamSet(StepModel model, GenerationOptions options, int firstSlot, int beams, boolean stochastic, int piece) {
        this.model = model;
        this.options = options;
        this.firstSlot = firstSlot;
        this.stochastic = stochastic;
        this.events = model.config().eventDim();
        this.logProbabilities = new double[beams];
        this.scores = new double[beams];
        this.notes = new SoundingNotes[beams];
        this.parentNotes = new SoundingNotes[beams];
        this.parentStates = new float[beams][model.stateSize()];
        this.candidates = new double[events];
        this.perturbed = new double[events];
        this.bestScores = new double[beams];
        this.bestLogProbabilities = new double[beams];
        this.bestParents = new int[beams];
        this.bestEvents = new int[beams];
        this.history = new int[options.length().events()][beams];
        this.parents = new int[options.length().events()][beams];
        random.seed(options.seed(), piece);
        for (int beam = 0; beam < beams; beam++) {
            notes[beam] = new SoundingNotes(options.guards());
            parentNotes[beam] = new SoundingNotes(options.guards());
        }
        if (options.primer().mode() == Primer.Mode.NATURAL) {
            for (int event : options.primer().events().toArray()) {
                notes[0].add(event);
            }
        }
    }

    /**
     * Continues the beams by one event and puts each new one's state into its slot.
     *
     * @param event     its place in the piece
     * @param performer has made a step of all slots; its logits are spoilt, its next events are those chosen
     */
    void extend(int event, Performer performer) {
        Arrays.fill(bestScores, Double.NEGATIVE_INFINITY);
        for (int beam = 0; beam < alive; beam++) {
            offer(beam, performer.logits(), (firstSlot + beam) * events);
        }
        for (int beam = 0; beam < alive; beam++) {
            model.readState(firstSlot + beam, parentStates[beam]);
            parentNotes[beam].copyFrom(notes[beam]);
        }
        int found = 0;
        while (found < bestScores.length && bestScores[found] > Double.NEGATIVE_INFINITY) {
            int parent = bestParents[found];
            model.writeState(firstSlot + found, parentStates[parent]);
            notes[found].copyFrom(parentNotes[parent]);
            notes[found].add(bestEvents[found]);
            performer.pretend(firstSlot + found, bestEvents[found]);
            history[event][found] = bestEvents[found];
            parents[event][found] = parent;
            logProbabilities[found] = bestLogProbabilities[found];
            scores[found] = bestScores[found];
            found++;
        }
        alive = found;
    }

    /** Ranks the continuations of one beam among the best. */
    private void offer(int beam, float[] logits, int offset) {
        int due = notes[beam].due();
        if (due >= 0) {
            rank(beam, due, logProbabilities[beam], scores[beam]);
            return;
        }
        notes[beam].forbid(logits, offset);
        logSoftmax(logits, offset);
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < events; e++) {
            candidates[e] += logProbabilities[beam];
            perturbed[e] = stochastic ? candidates[e] + random.nextGumbel() : candidates[e];
            largest = Math.max(largest, perturbed[e]);
        }
        for (int e = 0; e < events; e++) {
            if (candidates[e] > Double.NEGATIVE_INFINITY) {
                double score = stochastic ? conditioned(perturbed[e], largest, scores[beam]) : candidates[e];
                rank(beam, e, candidates[e], score);
            }
        }
    }

    /** log softmax(logits / temperature), into {@link #candidates}. */
    private void logSoftmax(float[] logits, int offset) {
        double temperature = options.sampling().temperature();
        double highest = logits[offset + Logits.likeliest(logits, offset, events)];
        double sum = 0;
        for (int e = 0; e < events; e++) {
            candidates[e] = (logits[offset + e] - highest) / temperature;
            sum += Math.exp(candidates[e]);
        }
        double logSum = Math.log(sum);
        for (int e = 0; e < events; e++) {
            candidates[e] -= logSum;
        }
    }

    /** A child's Gumbel, given that the largest of its siblings is to equal its parent's: the paper's appendix B.3. */
    private static double conditioned(double gumbel, double largest, double parent) {
        double v = parent - gumbel + Math.log1p(-Math.exp(gumbel - largest));
        return parent - Math.max(0, v) - Math.log1p(Math.exp(-Math.abs(v)));
    }

    private void rank(int parent, int event, double logProbability, double score) {
        int place = bestScores.length;
        while (place > 0 && score > bestScores[place - 1]) {
            place--;
            if (place + 1 < bestScores.length) {
                bestScores[place + 1] = bestScores[place];
                bestLogProbabilities[place + 1] = bestLogProbabilities[place];
                bestParents[place + 1] = bestParents[place];
                bestEvents[place + 1] = bestEvents[place];
            }
        }
        if (place < bestScores.length) {
            bestScores[place] = score;
            bestLogProbabilities[place] = logProbability;
            bestParents[place] = parent;
            bestEvents[place] = event;
        }
    }

    /** The best beam: primer, events, closing note offs. */
    EventSequence best() {
        int[] piece = new int[history.length];
        int beam = 0;
        for (int event = history.length - 1; event >= 0; event--) {
            piece[event] = history[event][beam];
            beam = parents[event][beam];
        }
        return Pieces.whole(options, piece);
    }
}
