package org.amadeus.spark.train;

import java.io.Serializable;

/**
 * What one or several successive parts add to a batch's loss and gradient, weighed by their shares.
 *
 * @param first the place of the first window in the batch
 */
record PartSum(int first, double loss, float[] gradient) implements Serializable {}
