package org.amadeus.quant.rewrite;

import java.util.Locale;
import java.util.Set;

/** What becomes of a layer. */
public enum Treatment {
    /** Weights int8, one scale per row, symmetric; activations and sums float32. */
    INT8_WEIGHT(Set.of(LayerKind.LINEAR, LayerKind.EMBEDDING)),
    /** Weights likewise; activations int8 under a scale of each sample's own, found as it comes, sums int32. */
    INT8_DYNAMIC(Set.of(LayerKind.LINEAR)),
    /** Weights int8 per row, activations int8 with ranges from statistics, sums int32; asymmetric. */
    INT8_STATIC(Set.of(LayerKind.LINEAR, LayerKind.EMBEDDING)),
    /** Weights int4, a multiplier for each group of 32 columns and a scale for each row; activations and sums float32. */
    INT4_WEIGHT(Set.of(LayerKind.LINEAR)),
    /** Sums and products round to half precision. */
    FLOAT16(Set.of(LayerKind.GATES)),
    /** As it was. */
    FLOAT32(Set.of(LayerKind.values()));

    private final Set<LayerKind> kinds;

    Treatment(Set<LayerKind> kinds) {
        this.kinds = kinds;
    }

    /** Whether a layer of that kind can be treated so. */
    public boolean suits(LayerKind kind) {
        return kinds.contains(kind);
    }

    /** What a layer's weights are kept in: {@code int4}, {@code int8} or {@code float32}. */
    public String weights() {
        return switch (this) {
            case INT4_WEIGHT -> "int4";
            case INT8_WEIGHT, INT8_DYNAMIC, INT8_STATIC -> "int8";
            case FLOAT16, FLOAT32 -> "float32";
        };
    }

    /** The name used in files of rules: {@code int8-weight}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
