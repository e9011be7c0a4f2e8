package org.amadeus.quant.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amadeus.quant.QuantizationException;

/** The sets of rules that come with the program, each a resource beside this class. */
public final class Schemes {
    /** Int8 weights with float activations, gates in half precision. */
    public static final String WEIGHT_ONLY = "weight-only";
    /** Int8 weights, activations int8 as they come, gates in half precision: what fast int8 instructions are made for. */
    public static final String DYNAMIC = "dynamic";
    /** The reference's: int8 weights and activations with ranges fixed beforehand, gates in half precision. */
    public static final String DISTILLER = "distiller";

    /** The GRU's weights int4 but for one matrix, the other layers' int8, gates in float: a sixth of the size of float32. */
    public static final String INT4 = "int4";

    /** The weights of the GRU's inputs int3, of its own states int4 and int5: an eighth of the size of float32. */
    public static final String INT3 = "int3";
    /** The GRU's weights int2 but for one matrix: less than a tenth of the size of float32. */
    public static final String INT2 = "int2";

    private Schemes() {}

    /** The names of all schemes, the default first. */
    public static List<String> names() {
        return List.of(WEIGHT_ONLY, DYNAMIC, INT4, INT3, INT2, DISTILLER);
    }

    /** @throws QuantizationException where there is no scheme of that name */
    public static Rules of(String name) {
        if (!names().contains(name)) {
            throw new QuantizationException(
                    "scheme \"" + name + "\" is unknown, expected one of " + String.join(", ", names()));
        }
        try (InputStream in = Schemes.class.getResourceAsStream(name + ".yaml")) {
            return new Rules(name, RulesFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
