package org.amadeus.quant.rewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;

/**
 * What became of one layer.
 *
 * @param name        the layer's name, that of its output
 * @param kind        what it is
 * @param treatment   what became of it
 * @param bytesBefore bytes of its parameters in the plain graph
 * @param bytesAfter  bytes of its parameters in the quantized graph
 * @param weightSnr   signal to quantization noise of its weights in decibels; NaN where they are unchanged
 * @param outputSnr   likewise of its output, where both models get the same music: the noise is the difference of the two
 *                    outputs, with what the layers before it contribute. Infinite where there is no difference, NaN where it
 *                    was not measured
 * @param ownSnr      likewise, where it alone is quantized and gets what the float model's gets; NaN where it is float
 * @param saturated   the share of its output that static integers do not reach; NaN where it has none
 */
public record LayerPrecision(
        String name,
        LayerKind kind,
        Treatment treatment,
        long bytesBefore,
        long bytesAfter,
        double weightSnr,
        double outputSnr,
        double ownSnr,
        double saturated) {
    /** Of which no output was measured. */
    LayerPrecision(
            String name, LayerKind kind, Treatment treatment, long bytesBefore, long bytesAfter, double weightSnr) {
        this(name, kind, treatment, bytesBefore, bytesAfter, weightSnr, Double.NaN, Double.NaN, Double.NaN);
    }

    /** With its output measured. */
    public LayerPrecision measured(double ofOutput, double own, double share) {
        return new LayerPrecision(name, kind, treatment, bytesBefore, bytesAfter, weightSnr, ofOutput, own, share);
    }

    /** Type of its weights: {@code int8}, {@code float32}, or {@code -} where it has none. */
    public String weights() {
        return kind == LayerKind.LINEAR || kind == LayerKind.EMBEDDING ? treatment.weights() : "-";
    }

    /** What it computes in. */
    public String arithmetic() {
        boolean integers = kind == LayerKind.LINEAR && treatment.activations() == Activations.INT8;
        return integers ? "int8 x int8, int32 sums" : floats();
    }

    /** Type of the values at its output. */
    public String output() {
        return treatment.equals(Treatment.INT8_STATIC) ? "int8" : floats();
    }

    private String floats() {
        return (treatment.equals(Treatment.FLOAT16) ? Treatment.FLOAT16 : Treatment.FLOAT32).id();
    }

    /** As JSON's objects. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("kind", kind.id());
        json.put("treatment", treatment.id());
        json.put("weights", weights());
        json.put("arithmetic", arithmetic());
        json.put("output", output());
        json.put("bytes_before", bytesBefore);
        json.put("bytes_after", bytesAfter);
        json.put("weight_snr_db", weightSnr);
        json.put("own_output_snr_db", ownSnr);
        json.put("output_snr_db", outputSnr);
        json.put("saturated_share", saturated);
        return json;
    }
}
