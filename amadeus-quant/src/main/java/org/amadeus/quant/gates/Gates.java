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
     * Computes the new states of neighbouring units of one sample.
     *
     * @param gx    linear part of the input: the r, z and n thirds begin at {@code offset + {0, 1, 2} * third}
     * @param gh    linear part of the state, laid out likewise
     * @param third how far apart the thirds begin, at least as many as there are units
     * @param h     the old states begin at {@code hOffset}
     * @param next  output: the new states begin at {@code hOffset}
     */
    void apply(float[] gx, float[] gh, int offset, int third, float[] h, float[] next, int hOffset, int units);
}
