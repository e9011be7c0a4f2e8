package org.amadeus.model.evaluate;

/**
 * Windows to be predicted; time-major. T steps, B windows, C controls.
 *
 * @param steps      T
 * @param windows    B
 * @param events     [T, B]
 * @param conditions 1 where there is no control else 0, then the control or zeros [T, B, 1 + C]
 * @param pieces     which piece each window is of [B]
 * @param lengths    how many of each window's events count [B], 0 .. T; what follows fills it up
 */
public record EvaluationBatch(int steps, int windows, int[] events, float[] conditions, int[] pieces, int[] lengths) {}
