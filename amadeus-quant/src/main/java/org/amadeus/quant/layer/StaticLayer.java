package org.amadeus.quant.layer;

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
 * @param weight           Wq [out, in]
 * @param weightScale      s_w [out]
 * @param weightZeroPoint  zp_w [out], integers
 * @param bias             bq [out]
 * @param inputScale       s_x
 * @param inputZeroPoint   zp_x, an integer
 * @param outputScale      s_y
 * @param outputZeroPoint  zp_y, an integer
 */
public record StaticLayer(
        Int8Matrix weight,
        float[] weightScale,
        float[] weightZeroPoint,
        int[] bias,
        float inputScale,
        float inputZeroPoint,
        float outputScale,
        float outputZeroPoint) {
    public StaticLayer {
        if (weightScale.length != weight.rows()
                || weightZeroPoint.length != weight.rows()
                || bias.length != weight.rows()) {
            throw new IllegalArgumentException("scales " + weightScale.length + ", zero points "
                    + weightZeroPoint.length + " and biases " + bias.length + ", expected one for each of "
                    + weight.rows() + " rows");
        }
    }
}
