package org.amadeus.model.generate;

import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.portable.PortableMath;

/** Chooses an event from logits. Keeps scratch space, so that a choice allocates nothing; not thread-safe. */
final class Sampler {
    private final double[] weights;
    private final Ranking ranking;

    /** @param events E */
    Sampler(int events) {
        this.weights = new double[events];
        this.ranking = new Ranking(events);
    }

    /**
     * Chooses an event. Always draws the same count of random numbers, whatever comes of it.
     *
     * @param logits of the events from {@code offset} on; minus infinity forbids one
     * @throws org.amadeus.data.AmadeusException where one is no number, or none is not forbidden
     */
    int choose(float[] logits, int offset, Sampling sampling, VoiceRandom random) {
        boolean greedy = random.nextDouble() < sampling.greedyRatio();
        double point = random.nextDouble();
        int best = Logits.likeliest(logits, offset, weights.length);
        return greedy ? best : draw(logits, offset, logits[offset + best], sampling, point);
    }

    private int draw(float[] logits, int offset, double highest, Sampling sampling, double point) {
        double perTemperature = Math.min(1 / sampling.temperature(), Double.MAX_VALUE);
        double sum = 0;
        for (int e = 0; e < weights.length; e++) {
            weights[e] = PortableMath.exp((logits[offset + e] - highest) * perTemperature);
            sum += weights[e];
        }
        int kept = kept(sampling, sum);
        if (kept < weights.length) {
            sum = keep(kept);
        }
        double left = point * sum;
        int last = -1;
        for (int e = 0; e < weights.length; e++) {
            if (weights[e] > 0) {
                last = e;
                left -= weights[e];
                if (left < 0) {
                    return e;
                }
            }
        }
        return last;
    }

    /** Takes the weight of all events but the first {@code count} of the likeliest; returns the sum of what is left. */
    private double keep(int count) {
        double least = ranking.get(count - 1);
        int ties = count;
        for (double weight : weights) {
            ties -= weight > least ? 1 : 0;
        }
        double sum = 0;
        for (int e = 0; e < weights.length; e++) {
            boolean kept = weights[e] > least || weights[e] == least && ties-- > 0;
            weights[e] = kept ? weights[e] : 0;
            sum += weights[e];
        }
        return sum;
    }

    /** How many events top-k and top-p let through; where that is not all of them, the weights are ranked after it. */
    private int kept(Sampling sampling, double sum) {
        boolean byCount = sampling.topK() > 0 && sampling.topK() < weights.length;
        if (!byCount && sampling.topP() >= 1) {
            return weights.length;
        }
        int count = byCount ? sampling.topK() : weights.length;
        ranking.of(weights);
        double total = byCount ? 0 : sum;
        for (int i = 0; byCount && i < count; i++) {
            total += ranking.get(i);
        }
        int needed = 0;
        double kept = 0;
        do {
            kept += ranking.get(needed++);
        } while (needed < count && kept < sampling.topP() * total);
        return sampling.topP() < 1 ? needed : count;
    }
}
