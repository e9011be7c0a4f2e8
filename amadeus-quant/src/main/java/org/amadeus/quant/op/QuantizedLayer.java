package org.amadeus.quant.op;

import java.util.Map;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;

/** An op that keeps parameters of the network as integers. */
public interface QuantizedLayer {
    /** What it was in the plain graph. */
    LayerKind kind();

    /** What became of it. */
    Treatment treatment();

    /** The floats that the integers stand for by the parameters' names, row-major. */
    Map<String, float[]> decoded();
}
