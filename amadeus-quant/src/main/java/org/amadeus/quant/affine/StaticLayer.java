package org.amadeus.quant.affine;

/**
 * A linear layer in integers, as Distiller's post-training quantizer computes it: 8-bit weights per row and 8-bit
 * activations in and out, all asymmetric, with ranges fixed beforehand; scales are steps per unit.
 *
 * <pre>
 *   xq = clamp(round(s_x x − zp_x), −128, 127)
 *   acc[o] = clamp(Σ_i (xq[i] + zp_x) (Wq[o,i] + zp_w[o]) + bq[o], −2^31, 2^31 − 1)
 *   yq[o] = clamp(round(s_y / (s_x s_w[o]) acc[o] − zp_y), −128, 127)      y[o] = (yq[o] + zp_y) / s_y
 * </pre>
 *
 * @param weight Wq [out, in] under s_w and zp_w, integers [out]
 * @param bias   bq [out]
 * @param input  s_x and zp_x
 * @param output s_y and zp_y
 */
public record StaticLayer(AffineRows weight, int[] bias, Affine input, Affine output) {
    public StaticLayer {
        int rows = weight.matrix().rows();
        if (bias.length != rows) {
            throw new IllegalArgumentException(
                    "biases " + bias.length + ", expected one for each of " + rows + " rows");
        }
    }
}
