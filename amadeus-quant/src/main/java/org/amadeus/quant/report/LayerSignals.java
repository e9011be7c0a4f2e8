package org.amadeus.quant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rewrite.SignalToNoise;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.TensorProbe;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The outputs of layers on real music.
 *
 * @param layers  what quantizing does to them
 * @param samples some of the float model's outputs by layer
 */
record LayerSignals(List<LayerPrecision> layers, Map<String, float[]> samples) {
    private static final long SEED = 0;
    /** Every so manieth step is what a layer's own error is measured on. */
    private static final int STRIDE = 10;

    /** Runs both graphs over the same music and compares what their layers put out. */
    static LayerSignals measure(
            ModelConfig config, SameDiff plain, SameDiff quantized, List<LayerPrecision> layers, WindowArrays music) {
        List<String> names = layers.stream().map(LayerPrecision::name).toList();
        Map<String, JavaOp> alone = new HashMap<>();
        Map<String, List<float[]>> kept = new HashMap<>();
        for (LayerPrecision layer : layers) {
            if (isQuantized(layer)
                    && layer.kind() != LayerKind.EMBEDDING
                    && PrecisionReader.op(quantized, layer.name()) instanceof JavaOp op) {
                alone.put(layer.name(), op);
                kept.put(layer.name(), new ArrayList<>());
                Arrays.stream(op.argNames())
                        .filter(input -> isValue(quantized, input))
                        .forEach(input -> kept.put(input, new ArrayList<>()));
            }
        }
        Set<String> shown = new LinkedHashSet<>(names);
        shown.addAll(kept.keySet());
        float[] init = TensorProbe.randomInit(config, music.windows(), SEED);
        TensorProbe before = new TensorProbe(config, plain, music, shown, init);
        TensorProbe after = new TensorProbe(config, quantized, music, names, init);
        Map<String, SignalToNoise> ratios = new HashMap<>();
        Map<String, ValueSample> seen = new HashMap<>();
        names.forEach(name -> ratios.put(name, new SignalToNoise()));
        names.forEach(name -> seen.put(name, new ValueSample()));
        for (int step = 0; before.advance() && after.advance(); step++) {
            for (String name : names) {
                ratios.get(name).add(before.values(name), after.values(name));
                seen.get(name).add(before.values(name));
            }
            if (step % STRIDE == 0) {
                kept.forEach((name, values) -> values.add(before.values(name).clone()));
            }
        }
        Map<String, float[]> samples = new HashMap<>();
        seen.forEach((name, sample) -> samples.put(name, sample.values()));
        List<LayerPrecision> reports = new ArrayList<>();
        for (LayerPrecision layer : layers) {
            String name = layer.name();
            double snr = ratios.get(name).decibels();
            // Nothing comes before a table.
            double own = layer.kind() == LayerKind.EMBEDDING && isQuantized(layer) ? snr : Double.NaN;
            if (alone.containsKey(name)) {
                own = alone(quantized, alone.get(name), kept, kept.get(name), music.windows());
            }
            reports.add(layer.measured(snr, own, saturated(quantized, name, samples.get(name))));
        }
        return new LayerSignals(reports, samples);
    }

    private static boolean isQuantized(LayerPrecision layer) {
        return !layer.treatment().equals(Treatment.FLOAT32);
    }

    /** Whether an input of an op changes from step to step. */
    private static boolean isValue(SameDiff graph, String input) {
        return graph.getVariableOutputOp(input) != null
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
        SignalToNoise ratio = new SignalToNoise();
        ratio.add(HostFloats.read(wanted), HostFloats.read(found));
        return ratio.decibels();
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
