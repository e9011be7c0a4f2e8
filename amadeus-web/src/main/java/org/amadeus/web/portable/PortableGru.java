package org.amadeus.web.portable;

import org.amadeus.model.portable.PortableMath;

/**
 * One GRU layer's step, PyTorch's variant:
 *
 * <pre>
 *   r = σ(gx_r + gh_r)    z = σ(gx_z + gh_z)    n = tanh(gx_n + r ⊙ gh_n)    h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 */
final class PortableGru {
    private final int units;
    private final Part ofInput;
    private final Part ofState;

    /** @param ofInput [3H, H], as is {@code ofState} */
    PortableGru(PortableLayer ofInput, PortableLayer ofState, ShortProduct.Factory products) {
        this.units = ofState.columns();
        this.ofInput = new Part(ofInput, products);
        this.ofState = new Part(ofState, products);
    }

    /**
     * Replaces a state by the next one.
     *
     * @param x      input
     * @param h      the state in integers
     * @param states the state begins at {@code at}
     */
    void step(QuantizedVector x, QuantizedVector h, float[] states, int at) {
        ofInput.multiply(x);
        ofState.multiply(h);
        for (int unit = 0; unit < units; unit++) {
            double reset = PortableMath.sigmoid(ofInput.get(unit) + ofState.get(unit));
            double keep = PortableMath.sigmoid(ofInput.get(units + unit) + ofState.get(units + unit));
            double fresh = PortableMath.tanh(ofInput.get(2 * units + unit) + reset * ofState.get(2 * units + unit));
            states[at + unit] = (float) ((1 - keep) * fresh + keep * states[at + unit]);
        }
    }

    /** One of the two linear parts. */
    private static final class Part {
        private final ShortProduct product;
        private final double[] steps;
        private final double[] bias;
        private final int[] sums;
        private double step;

        Part(PortableLayer layer, ShortProduct.Factory products) {
            this.product = products.of(layer.rows(), layer.columns(), layer.weights());
            this.steps = PortableStepModel.widen(layer.steps());
            this.bias = PortableStepModel.widen(layer.bias());
            this.sums = new int[layer.rows()];
        }

        void multiply(QuantizedVector x) {
            product.multiply(x.values, sums);
            step = x.step();
        }

        double get(int row) {
            return sums[row] * step * steps[row] + bias[row];
        }
    }
}
