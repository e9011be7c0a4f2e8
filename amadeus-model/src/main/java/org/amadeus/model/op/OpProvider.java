package org.amadeus.model.op;

import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Names the ops of a module to {@link Ops}. A service: a module that has ops lists its provider in
 * {@code META-INF/services/org.amadeus.model.op.OpProvider}.
 */
public interface OpProvider {
    /** One instance of each op, made by its constructor without arguments. */
    List<JavaOp> ops();

    /**
     * Puts today's ops in the place of those that earlier versions wrote.
     *
     * @param graph a step graph as it was read, whole
     * @throws IllegalArgumentException where it can't be done
     */
    default void upgrade(SameDiff graph) {}
}
