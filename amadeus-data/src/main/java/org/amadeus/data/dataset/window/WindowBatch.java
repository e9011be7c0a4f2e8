package org.amadeus.data.dataset.window;

/**
 * Windows to learn from, T events each, B of them; time-major.
 *
 * @param steps    T
 * @param windows  B
 * @param events   [T, B], 0 .. 239
 * @param controls [T, B, 24]: note density one-hot 12, pitch classes 12
 */
public record WindowBatch(int steps, int windows, int[] events, float[] controls) {}
