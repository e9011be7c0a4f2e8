package org.amadeus.model.train;

/**
 * Windows to learn from: T steps, B windows, E events, C controls; time-major.
 *
 * @param steps      T, 1 or more
 * @param windows    B, 1 or more
 * @param events     the events to be predicted [T, B], 0 .. E-1; a step's input is the event before it
 * @param conditions what is known beside the events: a flag (1 where there is no control, else 0), then the control
 *                   or zeros [T, B, 1 + C]
 */
public record TrainingBatch(int steps, int windows, int[] events, float[] conditions) {
    public TrainingBatch {
        if (events.length != steps * windows) {
            throw new IllegalArgumentException(events.length + " events, expected " + steps + " x " + windows);
        }
        if (steps == 0 || windows == 0 || conditions.length % events.length != 0) {
            throw new IllegalArgumentException(
                    conditions.length + " numbers of condition do not divide among " + events.length + " events");
        }
    }
}
