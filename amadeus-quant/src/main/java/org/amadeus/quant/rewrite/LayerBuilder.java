package org.amadeus.quant.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.op.network.AmadeusLinear;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.AffineRows;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Int8Arrays;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.op.AffineEmbedding;
import org.amadeus.quant.op.QuantizedEmbedding;
import org.amadeus.quant.op.QuantizedLinear;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.LayerStatistics;
import org.amadeus.quant.statistics.TensorStatistics;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Builds the layers that have parameters. What a coding makes of NAME is in arrays NAME with the coding's suffixes; int8 under
 * Distiller's mappings is NAME, NAME.scale (steps per unit) and NAME.zero_point.
 */
record LayerBuilder(SameDiff plain, SameDiff graph, Calibration calibration) {
    private static final int LARGEST_BIAS = 1 << 30;

    SDVariable linear(String name, Treatment treatment, SDVariable x, String weight, String bias) {
        calibration.statistics().ifPresent(all -> all.requireWidths(name, size(weight, 1), size(weight, 0)));
        if (treatment.equals(Treatment.INT8_STATIC)) {
            return allInteger(name, x, weight, bias);
        }
        if (treatment.coding().isEmpty()) {
            return new AmadeusLinear().addTo(graph, x, copy(weight), copy(bias)).outputVariable();
        }
        WeightCoding coding = treatment.coding().get();
        Optional<Moments> moments =
                coding.isGrouped() ? Optional.ofNullable(calibration.moments().get(name)) : Optional.empty();
        Coded coded = encode(coding, weight, moments);
        SDVariable biases = moments.isPresent()
                ? constant(bias, Nd4j.createFromArray(madeUp(values(weight), coded, moments.get(), values(bias))))
                : copy(bias);
        List<SDVariable> inputs = new ArrayList<>(List.of(x));
        inputs.addAll(constants(weight, coded));
        inputs.add(biases);
        return new QuantizedLinear(coding, size(weight, 1), treatment.activations())
                .addTo(graph, inputs.toArray(SDVariable[]::new))
                .outputVariable();
    }

    /** The bias makes up for what rounding does to the mean of the output: {@code b + (W - decoded) E[x]}. */
    private static float[] madeUp(float[] weights, Coded coded, Moments moments, float[] bias) {
        float[] decoded = coded.decode();
        int columns = moments.mean().length;
        float[] shifted = bias.clone();
        for (int row = 0; row < bias.length; row++) {
            double shift = 0;
            for (int k = 0; k < columns; k++) {
                shift += ((double) weights[row * columns + k] - decoded[row * columns + k]) * moments.mean()[k];
            }
            shifted[row] += (float) shift;
        }
        return shifted;
    }

    SDVariable embedding(String name, Treatment treatment, String table, SDVariable event) {
        int rows = size(table, 0);
        int columns = size(table, 1);
        calibration.statistics().ifPresent(all -> all.requireOutputWidth(name, columns));
        if (treatment.equals(Treatment.INT8_STATIC)) {
            // The reference takes this one range without averaging.
            TensorStatistics output = statistics(name).output();
            Affine mapping = Affine.ofRange((float) output.min(), (float) output.max());
            float[] values = values(table);
            byte[] integers = new byte[values.length];
            for (int i = 0; i < integers.length; i++) {
                integers[i] = mapping.quantize(values[i]);
            }
            return new AffineEmbedding()
                    .addTo(
                            graph,
                            constant(table, Int8Arrays.toNd4j(new Int8Matrix(rows, columns, integers))),
                            constant(table + ".scale", Nd4j.createFromArray(mapping.scale())),
                            constant(table + ".zero_point", Nd4j.createFromArray(mapping.zeroPoint())),
                            event)
                    .outputVariable();
        }
        if (treatment.coding().isEmpty()) {
            return new AmadeusEmbedding().addTo(graph, copy(table), event).outputVariable();
        }
        WeightCoding coding = treatment.coding().get();
        Coded coded = encode(coding, table, Optional.empty());
        List<SDVariable> inputs = constants(table, coded);
        inputs.add(event);
        return new QuantizedEmbedding(coding, columns)
                .addTo(graph, inputs.toArray(SDVariable[]::new))
                .outputVariable();
    }

    private Coded encode(WeightCoding coding, String parameter, Optional<Moments> moments) {
        if (calibration.coded().containsKey(parameter)) {
            return calibration.coded().get(parameter);
        }
        try {
            return coding.encode(values(parameter), size(parameter, 0), size(parameter, 1), moments);
        } catch (IllegalArgumentException e) {
            throw new QuantizationException(parameter + ": " + e.getMessage());
        }
    }

    private List<SDVariable> constants(String parameter, Coded coded) {
        List<SDVariable> constants = new ArrayList<>();
        for (INDArray array : coded.coding().arrays(coded)) {
            constants.add(constant(parameter + coded.coding().suffixes().get(constants.size()), array));
        }
        return constants;
    }

    private SDVariable allInteger(String name, SDVariable x, String weight, String bias) {
        float[] values = values(weight);
        LayerStatistics seen = statistics(name);
        Affine input = averageRange(seen.inputs().get(0));
        Affine output = averageRange(seen.output());
        float[] biases = values(bias);
        AffineRows rows =
                AffineRows.asymmetric(values, size(weight, 0), size(weight, 1), scalesThatHold(biases, input.scale()));
        int[] quantizedBias = new int[biases.length];
        for (int row = 0; row < biases.length; row++) {
            float steps = input.scale() * rows.scales()[row];
            // The cast clamps to the range of an int.
            quantizedBias[row] = (int) (float) Math.rint(steps * biases[row]);
        }
        return new StaticInt8Linear(input, output)
                .addTo(
                        graph,
                        x,
                        constant(weight, Int8Arrays.toNd4j(rows.matrix())),
                        constant(weight + ".scale", Nd4j.createFromArray(rows.scales())),
                        constant(weight + ".zero_point", Nd4j.createFromArray(rows.zeroPoints())),
                        constant(bias, Nd4j.createFromArray(quantizedBias)))
                .outputVariable();
    }

    /**
     * The largest scale of each row under which its bias is an int: a row of next to nothing beside its bias would have
     * one so large that the bias saturates.
     */
    private static float[] scalesThatHold(float[] biases, float inputScale) {
        float[] most = new float[biases.length];
        for (int row = 0; row < most.length; row++) {
            double scale = (double) LARGEST_BIAS / ((double) inputScale * Math.abs(biases[row]));
            most[row] = (float) Math.min(scale, Float.MAX_VALUE);
        }
        return most;
    }

    private LayerStatistics statistics(String name) {
        return calibration
                .statistics()
                .orElseThrow(() -> new QuantizationException("layer " + name
                        + " is to compute in integers, which needs statistics. Give them with -q STATS.yaml, or use"
                        + " --scheme " + Schemes.WEIGHT_ONLY))
                .require(name);
    }

    private static Affine averageRange(TensorStatistics tensor) {
        return Affine.ofRange((float) tensor.avgMin(), (float) tensor.avgMax());
    }

    private SDVariable copy(String parameter) {
        return constant(parameter, plain.getArrForVarName(parameter).dup('c'));
    }

    private SDVariable constant(String name, INDArray array) {
        if (!graph.hasVariable(name)) {
            return graph.constant(name, array);
        }
        SDVariable shared = graph.getVariable(name);
        if (!array.equals(shared.getArr())) {
            throw new QuantizationException("the session's graph has two parameters " + name);
        }
        return shared;
    }

    private float[] values(String parameter) {
        return HostFloats.read(plain.getArrForVarName(parameter));
    }

    private int size(String parameter, int dimension) {
        return (int) plain.getArrForVarName(parameter).size(dimension);
    }
}
