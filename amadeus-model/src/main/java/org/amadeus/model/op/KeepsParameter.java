package org.amadeus.model.op;

/** An op that keeps a parameter of the network in a form of its own, which the network knows nothing of. */
public interface KeepsParameter {
    /** What it keeps. */
    Kept kept();

    /**
     * A parameter in such a form.
     *
     * @param parameter its name
     * @param rows      of the matrix that it stands for
     * @param columns   likewise
     * @param type      what to call the form, such as {@code int4}
     * @param bits      of a value
     * @param array     the array that holds the values, beside which others may lie
     */
    record Kept(String parameter, long rows, long columns, String type, int bits, String array) {}
}
