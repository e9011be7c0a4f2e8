package org.amadeus.quant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.TensorProbe;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The outputs of layers on real music.
 *
 * @param noise   what quantizing does to them, by layer
 * @param samples some of the float model's outputs by layer
 */
record LayerSignals(Map<String, Noise> noise, Map<String, float[]> samples) {
    private static final long SEED = 0;
    /** Every so manieth step is what a layer's own error is measured on. */
    private static final int STRIDE = 10;

    /**
     * Of one layer.
     *
     * @param snr       signal to noise of its output in decibels, what the layers before it contribute included
     * @param ownSnr    where it alone is quantized, NaN where it is not
     * @param saturated the share of its values that lies outside of the range of static integers, NaN where there is none
     */
    record Noise(double snr, double ownSnr, double saturated) {
        /** Not measured. */
        static final Noise UNKNOWN = new Noise(Double.NaN, Double.NaN, Double.NaN);
    }

    /** Sums of squares. */
    private static final class Squares {
        private double signal;
        private double noise;

        void add(float[] expected, float[] found) {
            for (int k = 0; k < expected.length; k++) {
                double error = (double) expected[k] - found[k];
                signal += (double) expected[k] * expected[k];
                noise += error * error;
            }
        }

        double decibels() {
            return 10 * Math.log10(signal / noise);
        }
    }

    /** Runs both graphs over the same music and compares what their layers put out. */
    static LayerSignals measure(
            ModelConfig config, SameDiff plain, SameDiff quantized, List<LayerPrecision> layers, WindowArrays music) {
        List<String> names = layers.stream().map(LayerPrecision::name).toList();
        Map<String, JavaOp> alone = new LinkedHashMap<>();
        for (LayerPrecision layer : layers) {
            if (!layer.treatment().equals(Treatment.FLOAT32)
                    && layer.kind() != LayerKind.EMBEDDING
                    && PrecisionReader.op(quantized, layer.name()) instanceof JavaOp op) {
                alone.put(layer.name(), op);
            }
        }
        Map<String, List<float[]>> kept = new LinkedHashMap<>();
        Set<String> shown = new LinkedHashSet<>(names);
        for (Map.Entry<String, JavaOp> entry : alone.entrySet()) {
            kept.put(entry.getKey(), new ArrayList<>());
            for (String input : entry.getValue().argNames()) {
                if (isValue(quantized, input)) {
                    kept.put(input, new ArrayList<>());
                }
            }
        }
        kept.keySet().stream()
                .filter(name -> plain.getVariables().get(name).getOutputOfOp() != null)
                .forEach(shown::add);
        float[] init = TensorProbe.randomInit(config, music.windows(), SEED);
        TensorProbe before = new TensorProbe(config, plain, music, shown, init);
        TensorProbe after = new TensorProbe(config, quantized, music, names, init);
        Map<String, Squares> squares = new LinkedHashMap<>();
        Map<String, ValueSample> samples = new LinkedHashMap<>();
        names.forEach(name -> squares.put(name, new Squares()));
        names.forEach(name -> samples.put(name, new ValueSample()));
        for (int step = 0; before.advance() && after.advance(); step++) {
            for (String name : names) {
                squares.get(name).add(before.values(name), after.values(name));
                samples.get(name).add(before.values(name));
            }
            if (step % STRIDE == 0) {
                kept.forEach((name, values) -> values.add(before.values(name).clone()));
            }
        }
        Map<String, Noise> noise = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (LayerPrecision layer : layers) {
            String name = layer.name();
            values.put(name, samples.get(name).values());
            double snr = squares.get(name).decibels();
            // Nothing comes before a table.
            double own =
                    layer.kind() == LayerKind.EMBEDDING && !layer.treatment().equals(Treatment.FLOAT32)
                            ? snr
                            : Double.NaN;
            noise.put(
                    name,
                    new Noise(
                            snr,
                            alone.containsKey(name)
                                    ? alone(quantized, alone.get(name), kept, kept.get(name), music.windows())
                                    : own,
                            saturated(quantized, name, values.get(name))));
        }
        return new LayerSignals(noise, values);
    }

    /** Whether an input of an op changes from step to step. */
    private static boolean isValue(SameDiff graph, String input) {
        return graph.getVariables().get(input).getOutputOfOp() != null
                || graph.getVariable(input).isPlaceHolder();
    }

    /** What an op makes of the float model's values, beside the float model's own output. */
    private static double alone(
            SameDiff graph, JavaOp op, Map<String, List<float[]>> kept, List<float[]> expected, int windows) {
        INDArray[] inputs = new INDArray[op.argNames().length];
        for (int i = 0; i < inputs.length; i++) {
            String name = op.argNames()[i];
            inputs[i] = kept.containsKey(name) ? rows(kept.get(name), windows) : graph.getArrForVarName(name);
        }
        INDArray wanted = rows(expected, windows);
        INDArray found = wanted.ulike();
        op.execute(inputs, new INDArray[] {found});
        Squares squares = new Squares();
        squares.add(Arrays32.of(wanted), Arrays32.of(found));
        return squares.decibels();
    }

    /** Values of several steps, [B, size] each, below each other. */
    private static INDArray rows(List<float[]> steps, int windows) {
        return Nd4j.vstack(steps.stream()
                .map(step -> Nd4j.createFromArray(step).reshape(windows, step.length / windows))
                .toArray(INDArray[]::new));
    }

    private static double saturated(SameDiff quantized, String layer, float[] values) {
        if (!(PrecisionReader.op(quantized, layer) instanceof StaticInt8Linear linear)) {
            return Double.NaN;
        }
        double low = linear.output().dequantize(Affine.LEAST);
        double high = linear.output().dequantize(Affine.MOST);
        int outside = 0;
        for (float value : values) {
            outside += value < low || value > high ? 1 : 0;
        }
        return (double) outside / values.length;
    }
}
