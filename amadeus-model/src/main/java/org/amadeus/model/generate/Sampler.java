package org.amadeus.model.generate;

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
     * @param logits of the events from {@code offset} on; minus infinity forbids one, at least one is not forbidden
     */
    int choose(float[] logits, int offset, Sampling sampling, VoiceRandom random) {
        boolean greedy = random.nextDouble() < sampling.greedyRatio();
        double point = random.nextDouble();
        int best = argmax(logits, offset);
        return greedy ? best : draw(logits, offset, logits[offset + best], sampling, point);
    }

    /** The first of the likeliest events. */
    int argmax(float[] logits, int offset) {
        int best = 0;
        for (int e = 1; e < weights.length; e++) {
            if (logits[offset + e] > logits[offset + best]) {
                best = e;
            }
        }
        return best;
    }

    private int draw(float[] logits, int offset, double highest, Sampling sampling, double point) {
        double perTemperature = 1 / sampling.temperature();
        double sum = 0;
        for (int e = 0; e < weights.length; e++) {
            weights[e] = Math.exp((logits[offset + e] - highest) * perTemperature);
            sum += weights[e];
        }
        double least = leastWeight(sampling, sum);
        if (least > 0) {
            sum = 0;
            for (int e = 0; e < weights.length; e++) {
                weights[e] = weights[e] < least ? 0 : weights[e];
                sum += weights[e];
            }
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

    /** The weight of the last event that top-k and top-p let through. */
    private double leastWeight(Sampling sampling, double sum) {
        boolean byCount = sampling.topK() > 0 && sampling.topK() < weights.length;
        if (!byCount && sampling.topP() >= 1) {
            return 0;
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
        return ranking.get(sampling.topP() < 1 ? needed - 1 : count - 1);
    }
}
