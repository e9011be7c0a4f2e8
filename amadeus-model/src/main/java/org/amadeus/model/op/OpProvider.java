package org.amadeus.model.op;

import java.util.List;

/**
 * Names the ops of a module to {@link Ops}. A service: a module that has ops lists its provider in
 * {@code META-INF/services/org.amadeus.model.op.OpProvider}.
 */
public interface OpProvider {
    /** One instance of each op, made by its constructor without arguments. */
    List<JavaOp> ops();
}
