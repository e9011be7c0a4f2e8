package org.amadeus.model.generate;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.run.StepModel;

/** The beams of one piece: beginnings, each in a slot of the model, the best first. */
final class BeamSet {
    /**
     * A beginning.
     *
     * @param parent         the one that it continues by an event, null where it is the empty one
     * @param place          of the parent among the beams
     * @param logProbability of its events, summed
     * @param score          what it is ranked by: the same, or perturbed
     */
    private record Beam(Beam parent, int place, int event, double logProbability, double score) {}

    private final StepModel model;
    private final GenerationOptions options;
    private final int firstSlot;
    private final int most;
    private final boolean stochastic;
    private final int events;
    private final VoiceRandom random = new VoiceRandom();
    private final float[][] parentStates;
    private final double[] logProbabilities;
    private final double[] perturbed;
    private List<Beam> beams = List.of(new Beam(null, 0, 0, 0, 0));
    private List<SoundingNotes> notes;

    BeamSet(StepModel model, GenerationOptions options, int firstSlot, int beams, boolean stochastic, int piece) {
        this.model = model;
        this.options = options;
        this.firstSlot = firstSlot;
        this.most = beams;
        this.stochastic = stochastic;
        this.events = model.config().eventDim();
        this.parentStates = new float[beams][model.stateSize()];
        this.logProbabilities = new double[events];
        this.perturbed = new double[events];
        random.seed(options.seed(), piece);
        SoundingNotes sounding = new SoundingNotes(options.guards());
        if (options.primer().mode() == Primer.Mode.NATURAL) {
            for (int event : options.primer().events().toArray()) {
                sounding.add(event);
            }
        }
        this.notes = List.of(sounding);
    }

    /**
     * Continues the beams by one event and puts each new one's state into its slot.
     *
     * @param performer has made a step of all slots; its logits are spoilt, its next events are those chosen
     */
    void extend(Performer performer) {
        List<Beam> best = new ArrayList<>();
        for (int beam = 0; beam < beams.size(); beam++) {
            offer(beam, performer.logits(), (firstSlot + beam) * events, best);
            model.readState(firstSlot + beam, parentStates[beam]);
        }
        List<SoundingNotes> after = new ArrayList<>();
        for (Beam beam : best) {
            int slot = firstSlot + after.size();
            model.writeState(slot, parentStates[beam.place]);
            performer.pretend(slot, beam.event);
            SoundingNotes sounding = new SoundingNotes(options.guards());
            sounding.copyFrom(notes.get(beam.place));
            sounding.add(beam.event);
            after.add(sounding);
        }
        beams = best;
        notes = after;
    }

    /** Ranks the continuations of one beam among the best. */
    private void offer(int place, float[] logits, int offset, List<Beam> best) {
        Beam beam = beams.get(place);
        int due = notes.get(place).due();
        if (due >= 0) {
            rank(place, due, beam.logProbability, beam.score, best);
            return;
        }
        notes.get(place).forbid(logits, offset);
        logSoftmax(logits, offset);
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < events; e++) {
            logProbabilities[e] += beam.logProbability;
            perturbed[e] = stochastic ? logProbabilities[e] + random.nextGumbel() : logProbabilities[e];
            largest = Math.max(largest, perturbed[e]);
        }
        for (int e = 0; e < events; e++) {
            if (logProbabilities[e] > Double.NEGATIVE_INFINITY) {
                double score = stochastic ? conditioned(perturbed[e], largest, beam.score) : logProbabilities[e];
                rank(place, e, logProbabilities[e], score, best);
            }
        }
    }

    /** Makes log softmax(logits / temperature) the log probabilities. */
    private void logSoftmax(float[] logits, int offset) {
        double temperature = options.sampling().temperature();
        double highest = logits[offset + Logits.likeliest(logits, offset, events)];
        double sum = 0;
        for (int e = 0; e < events; e++) {
            logProbabilities[e] = (logits[offset + e] - highest) / temperature;
            sum += Math.exp(logProbabilities[e]);
        }
        double logSum = Math.log(sum);
        for (int e = 0; e < events; e++) {
            logProbabilities[e] -= logSum;
        }
    }

    /** A child's Gumbel, given that the largest of its siblings is to equal its parent's: the paper's appendix B.3. */
    private static double conditioned(double gumbel, double largest, double parent) {
        double v = parent - gumbel + Math.log1p(-Math.exp(gumbel - largest));
        return parent - Math.max(0, v) - Math.log1p(Math.exp(-Math.abs(v)));
    }

    /** Takes a continuation among the best where it belongs there: of equals those before it come first. */
    private void rank(int parent, int event, double logProbability, double score, List<Beam> best) {
        int place = best.size();
        while (place > 0 && score > best.get(place - 1).score) {
            place--;
        }
        if (place < most && score > Double.NEGATIVE_INFINITY) {
            best.add(place, new Beam(beams.get(parent), parent, event, logProbability, score));
            if (best.size() > most) {
                best.remove(most);
            }
        }
    }

    /** The best beam: primer, events, closing note offs. */
    EventSequence best() {
        int[] piece = new int[options.length().events()];
        Beam beam = beams.get(0);
        for (int event = piece.length - 1; event >= 0; event--) {
            piece[event] = beam.event;
            beam = beam.parent;
        }
        return Pieces.whole(options, piece);
    }
}
