package org.amadeus.quant.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.WeightCoding;

/**
 * What becomes of a layer.
 *
 * @param id          the name used in files of rules: {@code int8-weight}
 * @param coding      of its weights; empty where they stay float32, or are int8 under {@link #INT8_STATIC}'s mappings
 * @param activations what a linear layer does with what comes in
 * @param kinds       of layers that it suits
 */
public record Treatment(String id, Optional<WeightCoding> coding, Activations activations, Set<LayerKind> kinds) {
    /** As it was. */
    public static final Treatment FLOAT32 =
            new Treatment("float32", Optional.empty(), Activations.FLOAT, Set.of(LayerKind.values()));
    /** Sums and products of gates round to half precision. */
    public static final Treatment FLOAT16 =
            new Treatment("float16", Optional.empty(), Activations.FLOAT, Set.of(LayerKind.GATES));
    /** Weights int8 per row, activations int8 with ranges from statistics, sums int32; asymmetric. */
    public static final Treatment INT8_STATIC = new Treatment(
            "int8-static", Optional.empty(), Activations.INT8, Set.of(LayerKind.LINEAR, LayerKind.EMBEDDING));
    /** Weights int8, one scale per row, symmetric; activations and sums float32. */
    public static final Treatment INT8_WEIGHT = of(WeightCoding.INT8, Activations.FLOAT);

    /** Coded weights, of a table too where activations are floats. */
    public static Treatment of(WeightCoding coding, Activations activations) {
        return activations == Activations.FLOAT
                ? new Treatment(
                        coding.id() + "-weight",
                        Optional.of(coding),
                        activations,
                        Set.of(LayerKind.LINEAR, LayerKind.EMBEDDING))
                : new Treatment(coding.id() + "-dynamic", Optional.of(coding), activations, Set.of(LayerKind.LINEAR));
    }

    /** All there are. */
    public static List<Treatment> all() {
        List<Treatment> all = new ArrayList<>();
        for (WeightCoding coding : WeightCoding.all()) {
            for (Activations activations : Activations.values()) {
                all.add(of(coding, activations));
            }
        }
        all.addAll(List.of(INT8_STATIC, FLOAT16, FLOAT32));
        return all;
    }

    /** Whether a layer of that kind can be treated so. */
    public boolean suits(LayerKind kind) {
        return kinds.contains(kind);
    }

    /** What a layer's weights are kept in: {@code int4}, {@code int8}, {@code float32} .. */
    public String weights() {
        return equals(INT8_STATIC) ? "int8" : coding.map(WeightCoding::id).orElse("float32");
    }
}
