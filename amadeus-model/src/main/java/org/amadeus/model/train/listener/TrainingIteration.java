package org.amadeus.model.train.listener;

import java.util.Set;

/**
 * One update of the parameters, as a {@link TrainerListener} sees it just after it was made. The numbers are cheap;
 * each array is copied when asked for (about 21 MB for all parameters of the default model).
 */
public interface TrainingIteration {
    /** Updates made so far, this one included: 1 after the first. */
    long iteration();

    /** Mean cross-entropy of the batch before the update, nats per event. */
    double loss();

    /** L2 norm of the gradient of all parameters together, before clipping. */
    double gradientNorm();

    /** Adam's step size in this update. */
    double learningRate();

    /** Events learned from per second in this iteration, waiting for data included. */
    double eventsPerSecond();

    /** Names of all parameters, in PyTorch's order. */
    Set<String> parameterNames();

    /** A parameter after the update, row-major. */
    float[] parameter(String name);

    /** Its gradient after clipping, as Adam saw it. */
    float[] gradient(String name);

    /** What this update subtracted from it. */
    float[] update(String name);
}
