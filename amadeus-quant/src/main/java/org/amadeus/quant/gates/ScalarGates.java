package org.amadeus.quant.gates;

/** The plain twin of {@link VectorGates}. */
public final class ScalarGates implements Gates {
    @Override
    public void apply(
            float[] gx,
            int gxOffset,
            float[] gh,
            int ghOffset,
            int third,
            float[] h,
            float[] next,
            int hOffset,
            int from,
            int to) {
        for (int u = from; u < to; u++) {
            int x = gxOffset + u;
            int y = ghOffset + u;
            float r = Exponential.sigmoid(round(round(gx[x]) + round(gh[y])));
            float z = round(Exponential.sigmoid(round(round(gx[x + third]) + round(gh[y + third]))));
            float reset = round(round(r) * round(gh[y + 2 * third]));
            float n = round(Exponential.tanh(round(round(gx[x + 2 * third]) + reset)));
            float fresh = round(round(1 - z) * n);
            float kept = round(z * round(h[hOffset + u]));
            next[hOffset + u] = round(fresh + kept);
        }
    }

    private static float round(float value) {
        return Half.round(value);
    }
}
