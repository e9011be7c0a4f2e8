package org.amadeus.quant.gates;

/**
 * The element-wise part of a GRU cell (PyTorch's variant, "linear before reset") in half precision:
 *
 * <pre>
 *   r = σ(gx_r + gh_r)    z = σ(gx_z + gh_z)    n = tanh(gx_n + r ⊙ gh_n)
 *   h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * As the reference's FP16 wrapper does it, the operands of each sum and product are rounded to half
 * and so is its result, while σ and tanh are computed in float. H(v) is v rounded to half:
 *
 * <pre>
 *   r = σ(H(H(gx_r) + H(gh_r)))    z likewise    n = tanh(H(H(gx_n) + H(H(r) ⊙ H(gh_n))))
 *   h' = H(H(H(1 − H(z)) ⊙ H(n)) + H(H(z) ⊙ H(h)))
 * </pre>
 *
 * <p>For one thread at a time.
 */
public interface Gates {
    /**
     * Computes the new states of units {@code from} (included) to {@code to} (excluded) of one sample.
     *
     * @param gx       linear part of the input: its r, z and n thirds begin at {@code gxOffset + {0, 1, 2} * third}
     * @param gh       linear part of the state, laid out likewise
     * @param third    how far apart the thirds begin, at least H
     * @param h        the sample's old state begins at {@code hOffset}
     * @param next     output: its new state begins at {@code hOffset}
     */
    void apply(
            float[] gx,
            int gxOffset,
            float[] gh,
            int ghOffset,
            int third,
            float[] h,
            float[] next,
            int hOffset,
            int from,
            int to);
}
