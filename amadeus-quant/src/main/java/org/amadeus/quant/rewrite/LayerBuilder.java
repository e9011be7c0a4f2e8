package org.amadeus.quant.rewrite;

import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.op.AmadeusEmbedding;
import org.amadeus.model.op.AmadeusLinear;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.GroupedRows;
import org.amadeus.quant.affine.QuantizedRows;
import org.amadeus.quant.op.DynamicInt8Linear;
import org.amadeus.quant.op.Int4Arrays;
import org.amadeus.quant.op.Int4Linear;
import org.amadeus.quant.op.Int8Arrays;
import org.amadeus.quant.op.Int8Embedding;
import org.amadeus.quant.op.Int8Linear;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.statistics.LayerStatistics;
import org.amadeus.quant.statistics.TensorStatistics;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Builds the layers that have parameters. An int8 matrix keeps its parameter's name; beside it are NAME.scale (steps per
 * unit) and NAME.zero_point; an int4 matrix, two values to a byte, is NAME.int4 and has NAME.scale and
 * NAME.multiplier.
 */
final class LayerBuilder {
    private static final int LARGEST_BIAS = 1 << 30;

    private final SameDiff plain;
    private final SameDiff graph;
    private final Calibration calibration;

    LayerBuilder(SameDiff plain, SameDiff graph, Calibration calibration) {
        this.plain = plain;
        this.graph = graph;
        this.calibration = calibration;
    }

    SDVariable linear(String name, Treatment treatment, SDVariable x, String weight, String bias) {
        calibration.statistics().ifPresent(all -> all.requireWidths(name, size(weight, 1), size(weight, 0)));
        return switch (treatment) {
            case INT8_WEIGHT, INT8_DYNAMIC -> int8Weights(treatment, x, weight, bias);
            case INT4_WEIGHT -> int4Weights(name, x, weight, bias);
            case INT8_STATIC -> allInteger(name, x, weight, bias);
            default -> new AmadeusLinear(graph, copy(weight), copy(bias), x).outputVariable();
        };
    }

    SDVariable embedding(String name, Treatment treatment, String table, SDVariable event) {
        float[] values = values(table);
        int rows = size(table, 0);
        int columns = size(table, 1);
        calibration.statistics().ifPresent(all -> all.requireOutputWidth(name, columns));
        if (treatment == Treatment.FLOAT32) {
            return new AmadeusEmbedding(graph, copy(table), event).outputVariable();
        }
        QuantizedRows quantized;
        float[] scales;
        float[] zeroPoints;
        if (treatment == Treatment.INT8_WEIGHT) {
            quantized = QuantizedRows.symmetric(values, rows, columns);
            scales = quantized.scales();
            zeroPoints = new float[] {0};
        } else {
            // The reference takes this one range without averaging.
            TensorStatistics output = statistics(name).output();
            Affine mapping = Affine.ofRange((float) output.min(), (float) output.max());
            quantized = QuantizedRows.uniform(values, rows, columns, mapping);
            scales = new float[] {mapping.scale()};
            zeroPoints = new float[] {mapping.zeroPoint()};
        }
        return new Int8Embedding(
                        graph,
                        constant(table, Int8Arrays.toNd4j(quantized.matrix())),
                        constant(table + ".scale", Nd4j.createFromArray(scales)),
                        constant(table + ".zero_point", Nd4j.createFromArray(zeroPoints)),
                        event)
                .outputVariable();
    }

    private SDVariable int8Weights(Treatment treatment, SDVariable x, String weight, String bias) {
        QuantizedRows rows = QuantizedRows.symmetric(values(weight), size(weight, 0), size(weight, 1));
        SDVariable matrix = constant(weight, Int8Arrays.toNd4j(rows.matrix()));
        SDVariable scales = constant(weight + ".scale", Nd4j.createFromArray(rows.scales()));
        return treatment == Treatment.INT8_DYNAMIC
                ? new DynamicInt8Linear(graph, x, matrix, scales, copy(bias)).outputVariable()
                : new Int8Linear(graph, x, matrix, scales, copy(bias)).outputVariable();
    }

    private SDVariable int4Weights(String name, SDVariable x, String weight, String bias) {
        float[] values = values(weight);
        int rows = size(weight, 0);
        int columns = size(weight, 1);
        GroupedRows grouped = calibration
                .moments()
                .flatMap(all -> all.of(name))
                .map(moments -> GroupedRows.compensated(values, rows, columns, moments))
                .orElseGet(() -> GroupedRows.nearest(values, rows, columns));
        return new Int4Linear(
                        graph,
                        x,
                        constant(weight + Parameters.INT4, Int4Arrays.values(grouped.matrix())),
                        constant(weight + ".multiplier", Int4Arrays.multipliers(grouped.matrix())),
                        constant(weight + ".scale", Nd4j.createFromArray(grouped.scales())),
                        copy(bias),
                        columns)
                .outputVariable();
    }

    private SDVariable allInteger(String name, SDVariable x, String weight, String bias) {
        float[] values = values(weight);
        LayerStatistics seen = statistics(name);
        Affine input = averageRange(seen.inputs().get(0));
        Affine output = averageRange(seen.output());
        float[] biases = values(bias);
        QuantizedRows rows = QuantizedRows.asymmetric(
                values, size(weight, 0), size(weight, 1), scalesThatHold(biases, input.scale()));
        int[] quantizedBias = new int[biases.length];
        for (int row = 0; row < biases.length; row++) {
            float steps = input.scale() * rows.scales()[row];
            // The cast clamps to the range of an int.
            quantizedBias[row] = (int) (float) Math.rint(steps * biases[row]);
        }
        return new StaticInt8Linear(
                        graph,
                        x,
                        constant(weight, Int8Arrays.toNd4j(rows.matrix())),
                        constant(weight + ".scale", Nd4j.createFromArray(rows.scales())),
                        constant(weight + ".zero_point", Nd4j.createFromArray(rows.zeroPoints())),
                        constant(bias, Nd4j.createFromArray(quantizedBias)),
                        input,
                        output)
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
        return Arrays32.of(plain.getArrForVarName(parameter));
    }

    private int size(String parameter, int dimension) {
        return (int) plain.getArrForVarName(parameter).size(dimension);
    }
}
