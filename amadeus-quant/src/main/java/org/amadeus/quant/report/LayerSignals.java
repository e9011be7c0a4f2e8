package org.amadeus.quant.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.statistics.TensorProbe;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The outputs of layers on real music.
 *
 * @param snr     signal to quantization noise by layer, decibels
 * @param samples some of the float model's outputs by layer
 */
record LayerSignals(Map<String, Double> snr, Map<String, float[]> samples) {

    private static final long SEED = 0;

    /** Runs both graphs over the same music and compares what their layers put out. */
    static LayerSignals measure(
            ModelConfig config, SameDiff plain, SameDiff quantized, List<LayerPrecision> layers, WindowArrays music) {
        List<String> names = layers.stream().map(LayerPrecision::name).toList();
        float[] init = TensorProbe.randomInit(config, music.windows(), SEED);
        TensorProbe before = new TensorProbe(config, plain, music, names, init);
        TensorProbe after = new TensorProbe(config, quantized, music, names, init);
        double[] signal = new double[names.size()];
        double[] noise = new double[names.size()];
        Map<String, ValueSample> samples = new LinkedHashMap<>();
        names.forEach(name -> samples.put(name, new ValueSample()));
        while (before.advance() && after.advance()) {
            for (int i = 0; i < signal.length; i++) {
                float[] expected = before.values(names.get(i));
                float[] found = after.values(names.get(i));
                for (int k = 0; k < expected.length; k++) {
                    double error = (double) expected[k] - found[k];
                    signal[i] += (double) expected[k] * expected[k];
                    noise[i] += error * error;
                }
                samples.get(names.get(i)).add(expected);
            }
        }
        Map<String, Double> snr = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (int i = 0; i < signal.length; i++) {
            snr.put(names.get(i), 10 * Math.log10(signal[i] / noise[i]));
            values.put(names.get(i), samples.get(names.get(i)).values());
        }
        return new LayerSignals(snr, values);
    }
}
