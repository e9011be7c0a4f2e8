package org.amadeus.quant.gates;

import static org.amadeus.quant.gates.Half.round;

/** The plain twin of {@link VectorGates}. */
public final class ScalarGates implements Gates {
    @Override
    public void apply(float[] gx, float[] gh, int offset, int third, float[] h, float[] next, int hOffset, int units) {
        for (int u = 0; u < units; u++) {
            int at = offset + u;
            float r = Exponential.sigmoid(round(round(gx[at]) + round(gh[at])));
            float z = round(Exponential.sigmoid(round(round(gx[at + third]) + round(gh[at + third]))));
            float reset = round(round(r) * round(gh[at + 2 * third]));
            float n = round(Exponential.tanh(round(round(gx[at + 2 * third]) + reset)));
            float fresh = round(round(1 - z) * n);
            float kept = round(z * round(h[hOffset + u]));
            next[hOffset + u] = round(fresh + kept);
        }
    }
}
