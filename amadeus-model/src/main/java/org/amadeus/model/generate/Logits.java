package org.amadeus.model.generate;

import org.amadeus.data.AmadeusException;
import org.amadeus.model.portable.PortableMath;

/** What a model says of each event, before anything is drawn from it. */
final class Logits {
    private Logits() {}

    /**
     * The first of the likeliest events.
     *
     * @param logits [E] from {@code offset} on, minus infinity where an event is forbidden
     * @throws AmadeusException where one is no number or plus infinity, or every event is forbidden
     */
    static int likeliest(float[] logits, int offset, int events) {
        int best = 0;
        for (int e = 0; e < events; e++) {
            float logit = logits[offset + e];
            if (!(logit <= Float.MAX_VALUE)) {
                throw new AmadeusException("the model says " + logit + " of event " + e
                        + ", expected a number: its weights are broken, use another session");
            }
            if (logit > logits[offset + best]) {
                best = e;
            }
        }
        if (logits[offset + best] == Float.NEGATIVE_INFINITY) {
            throw new AmadeusException(
                    "the model leaves no event that may come next: its weights are broken, use another" + " session");
        }
        return best;
    }

    /** The natural logarithm of an event's probability. */
    static double logLikelihood(float[] logits, int offset, int events, int event) {
        double highest = logits[offset + likeliest(logits, offset, events)];
        double sum = 0;
        for (int e = 0; e < events; e++) {
            sum += PortableMath.exp(logits[offset + e] - highest);
        }
        return logits[offset + event] - highest - PortableMath.log(sum);
    }
}
