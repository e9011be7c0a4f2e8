package org.amadeus.web.engine;

import org.amadeus.web.portable.ShortProduct;
import org.teavm.classlib.PlatformDetector;
import org.teavm.interop.Import;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Products by the page's module of vector instructions, {@code products.js}. Numbers go to its memory and come from it a
 * few at a time: from WebAssembly straight to its functions, as JavaScript on the way between takes longer than the product.
 */
final class VectorProducts implements ShortProduct.Factory {
    /** What {@code products.js} offers. Addresses are bytes of the module's memory. */
    interface Module extends JSObject {
        int add(int rows, int columns, Int8Array values);

        /** Where the vector goes that is multiplied next: 16-bit integers. */
        @JSProperty
        int getVector();

        /** Where the sums lie: 32-bit integers. */
        @JSProperty
        int getSums();

        void put(int address, int value);

        int get(int address);

        void multiply(int matrix);
    }

    private final Module module;

    VectorProducts(Module module) {
        this.module = module;
    }

    @Override
    public ShortProduct of(int rows, int columns, byte[] matrix) {
        int number = module.add(rows, columns, Int8Array.copyFromJavaArray(matrix));
        int vector = module.getVector();
        int results = module.getSums();
        return PlatformDetector.isWebAssemblyGC()
                ? (x, sums) -> {
                    putLinked(x, columns, vector);
                    module.multiply(number);
                    getLinked(results, sums, rows);
                }
                : (x, sums) -> {
                    for (int k = 0; k < columns; k++) {
                        module.put(vector + Short.BYTES * k, x[k]);
                    }
                    module.multiply(number);
                    for (int row = 0; row < rows; row++) {
                        sums[row] = module.get(results + Integer.BYTES * row);
                    }
                };
    }

    /** Four values at a time; what comes behind the last is multiplied by zeros. */
    private static void putLinked(short[] x, int columns, int address) {
        int whole = columns & -4;
        for (int k = 0; k < whole; k += 4) {
            put(
                    address + Short.BYTES * k,
                    x[k] & 0xFFFFL | (x[k + 1] & 0xFFFFL) << 16 | (x[k + 2] & 0xFFFFL) << 32 | (long) x[k + 3] << 48);
        }
        if (whole < columns) {
            long last = 0;
            for (int k = whole; k < columns; k++) {
                last |= (x[k] & 0xFFFFL) << 16 * (k - whole);
            }
            put(address + Short.BYTES * whole, last);
        }
    }

    /** Two sums at a time. */
    private static void getLinked(int address, int[] sums, int rows) {
        for (int row = 0; row < rows; row += 2) {
            long both = get(address + Integer.BYTES * row);
            sums[row] = (int) both;
            if (row + 1 < rows) {
                sums[row + 1] = (int) (both >> 32);
            }
        }
    }

    @Import(module = "product", name = "put")
    private static native void put(int address, long values);

    @Import(module = "product", name = "get")
    private static native long get(int address);
}
