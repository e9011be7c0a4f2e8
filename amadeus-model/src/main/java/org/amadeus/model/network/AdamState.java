package org.amadeus.model.network;

import java.util.Map;

/**
 * Adam's memory: what it needs to go on as if it had never stopped.
 *
 * @param step          updates made so far, 0 or more
 * @param firstMoments  running mean of each parameter's gradient, by parameter name, shaped like the parameter
 * @param secondMoments running mean of its square, likewise
 */
public record AdamState(long step, Map<String, float[]> firstMoments, Map<String, float[]> secondMoments) {}
