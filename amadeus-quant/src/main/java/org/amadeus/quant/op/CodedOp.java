package org.amadeus.quant.op;

import java.util.Arrays;
import java.util.Map;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.KeepsParameter;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An op with a coded matrix: inputs are the arrays of its {@link WeightCoding}, one after the other, among others. String
 * argument 0 is the coding's id, integer argument 0 the number of columns.
 */
public abstract class CodedOp extends KernelOp implements KeepsParameter, QuantizedLayer {
    /** Which input is the first of the coded arrays. */
    abstract int first();

    /** What the op does with values that come in. */
    public Activations activations() {
        return Activations.FLOAT;
    }

    @Override
    public final Treatment treatment() {
        return Treatment.of(coding(), activations());
    }

    /** The coding of the weights. */
    public final WeightCoding coding() {
        return WeightCoding.of(sArgs()[0])
                .orElseThrow(() -> new IllegalArgumentException("weights are coded as " + sArgs()[0]
                        + ", which this version does not know. Take a newer Amadeus"));
    }

    final int columns() {
        return getIArgument(0).intValue();
    }

    final Coded coded(INDArray... inputs) {
        int arrays = coding().suffixes().size();
        return coding().read(Arrays.asList(inputs).subList(first(), first() + arrays), columns());
    }

    /** The coded weights, in the graph that the op is of. */
    public final Coded coded() {
        return coded(arrays());
    }

    @Override
    public final Kept kept() {
        String array = argNames()[first()];
        String suffix = coding().suffixes().get(0);
        String name = array.endsWith(suffix) ? array.substring(0, array.length() - suffix.length()) : array;
        long rows = sameDiff.getArrForVarName(array).size(0);
        return new Kept(name, rows, columns(), coding().id(), coding().bits(), array);
    }

    @Override
    public Map<String, float[]> decoded() {
        return Map.of(kept().parameter(), coded().decode());
    }

    /** Checks arguments and arrays, of so many arguments of text; returns the rows. */
    final long check(OpSite site, int texts, int others) {
        if (sArgs().length != texts || iArgs().length != 1 || iArgs()[0] < 1 || iArgs()[0] > Integer.MAX_VALUE) {
            throw OpCheck.fault(
                    site,
                    "has " + sArgs().length + " names and " + iArgs().length + " integers as arguments, expected "
                            + texts + " and a number of columns");
        }
        try {
            int arrays = coding().suffixes().size();
            OpCheck.inputs(site, others + arrays);
            long rows = OpCheck.matrix(site, first(), DataType.INT8)[0];
            for (int i = 1; i < arrays - 1; i++) {
                long found = OpCheck.matrix(site, first() + i, DataType.INT8)[0];
                if (found != rows) {
                    throw OpCheck.fault(
                            site,
                            "is damaged: " + site.inputName(first() + i) + " has " + found + " rows, expected " + rows);
                }
            }
            OpCheck.scales(site, first() + arrays - 1, rows);
            coded(arrays(site));
            return rows;
        } catch (IllegalArgumentException e) {
            throw OpCheck.fault(site, "is damaged: " + e.getMessage());
        }
    }
}
