package org.amadeus.web.engine;

import org.amadeus.quant.portable.ShortProduct;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int16Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** Products by the page's module of vector instructions, {@code products.js}. */
final class VectorProducts implements ShortProduct.Factory {
    /** What {@code products.js} offers. */
    interface Module extends JSObject {
        int add(int rows, int columns, Int8Array values);

        @JSProperty
        Int16Array getVector();

        @JSProperty
        Int32Array getSums();

        void multiply(int matrix);
    }

    private final Module module;

    VectorProducts(Module module) {
        this.module = module;
    }

    @Override
    public ShortProduct of(int rows, int columns, byte[] matrix) {
        int number = module.add(rows, columns, Int8Array.copyFromJavaArray(matrix));
        return (x, sums) -> {
            Int16Array vector = module.getVector();
            for (int k = 0; k < columns; k++) {
                vector.set(k, x[k]);
            }
            module.multiply(number);
            Int32Array results = module.getSums();
            for (int row = 0; row < rows; row++) {
                sums[row] = results.get(row);
            }
        };
    }
}
