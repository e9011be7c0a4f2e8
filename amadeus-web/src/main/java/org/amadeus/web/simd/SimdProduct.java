package org.amadeus.web.simd;

import static org.amadeus.web.simd.WasmCode.I32;
import static org.amadeus.web.simd.WasmCode.I64;

/**
 * The module that multiplies an int8 matrix with a vector of 16-bit integers, by vectors of 128 bits. Exports its memory,
 * {@code memory}, and
 *
 * <pre>
 *   multiply(matrix, rows, stride, x, sums)     sums[row] = Σ_k matrix[row, k] * x[k]
 *   put(address, value)                         stores 64 bits
 *   get(address)                                reads 64 bits
 * </pre>
 *
 * all addresses in bytes: int8 [rows, stride], int16 [stride], int32 [rows]; rows a multiple of 4, above 0; stride one of
 * 16, above 0. Four rows at a time: of each, 16 weights are widened to 16 bits, multiplied, neighbours added up.
 */
public final class SimdProduct {
    private static final int ROWS = 4;
    private static final int COLUMNS = 16;

    private static final int MATRIX = 0;
    private static final int ROW_COUNT = 1;
    private static final int STRIDE = 2;
    private static final int X = 3;
    private static final int SUMS = 4;
    /** Where the sums of this function call end. */
    private static final int SUMS_END = 5;
    /** Where the weights of the first of four rows are, and those of the other three. */
    private static final int WEIGHTS = 6;

    private static final int VALUES = 10;
    private static final int VALUES_END = 11;
    private static final int LOW = 12;
    private static final int HIGH = 13;
    /** The sums of four rows. */
    private static final int TOTALS = 14;

    private static final int WORD = 18;

    private SimdProduct() {}

    /** The module's bytes. */
    public static byte[] module() {
        return new WasmCode()
                .bytes(0x00, 'a', 's', 'm', 1, 0, 0, 0)
                .section(
                        1,
                        type(new int[] {I32, I32, I32, I32, I32}),
                        type(new int[] {I32, I64}),
                        type(new int[] {I32}, I64))
                .section(3, new WasmCode().number(0), new WasmCode().number(1), new WasmCode().number(2))
                // One page of 64 KiB, for it grows as matrices are added.
                .section(5, new WasmCode().bytes(0).number(1))
                .section(
                        7,
                        new WasmCode().name("memory").bytes(2, 0),
                        new WasmCode().name("multiply").bytes(0, 0),
                        new WasmCode().name("put").bytes(0, 1),
                        new WasmCode().name("get").bytes(0, 2))
                .section(
                        10,
                        new WasmCode().sized(multiply()),
                        new WasmCode()
                                .sized(new WasmCode()
                                        .number(0)
                                        .get(0)
                                        .get(1)
                                        .storeLong()
                                        .end()),
                        new WasmCode()
                                .sized(new WasmCode()
                                        .number(0)
                                        .get(0)
                                        .loadLong()
                                        .end()))
                .toBytes();
    }

    private static WasmCode type(int[] parameters, int... results) {
        WasmCode type = new WasmCode().bytes(0x60);
        return type.number(parameters.length)
                .bytes(parameters)
                .number(results.length)
                .bytes(results);
    }

    private static WasmCode multiply() {
        WasmCode code = new WasmCode().number(3);
        code.number(VALUES_END - SUMS_END + 1).bytes(I32);
        code.number(WORD - LOW).bytes(WasmCode.V128);
        code.number(1).bytes(WasmCode.V128);
        code.get(SUMS).get(ROW_COUNT).constant(2).shiftLeft().add().set(SUMS_END);
        return code.loop(fourRows()).end();
    }

    private static WasmCode fourRows() {
        WasmCode code = new WasmCode();
        for (int row = 0; row < ROWS; row++) {
            code.get(row == 0 ? MATRIX : WEIGHTS + row - 1);
            if (row > 0) {
                code.get(STRIDE).add();
            }
            code.set(WEIGHTS + row).zeros().set(TOTALS + row);
        }
        code.get(X).set(VALUES);
        code.get(X).get(STRIDE).constant(1).shiftLeft().add().set(VALUES_END);
        code.loop(sixteenColumns());
        for (int row = 0; row < ROWS; row++) {
            code.get(SUMS);
            for (int lane = 0; lane < 4; lane++) {
                code.get(TOTALS + row).lane(lane);
                if (lane > 0) {
                    code.add();
                }
            }
            code.storeInt(row * Integer.BYTES);
        }
        code.get(MATRIX).get(STRIDE).constant(2).shiftLeft().add().set(MATRIX);
        code.get(SUMS).constant(ROWS * Integer.BYTES).add().set(SUMS);
        return code.get(SUMS).get(SUMS_END).less();
    }

    private static WasmCode sixteenColumns() {
        WasmCode code = new WasmCode();
        code.get(VALUES).loadVector(0).set(LOW);
        code.get(VALUES).loadVector(COLUMNS).set(HIGH);
        for (int row = 0; row < ROWS; row++) {
            code.get(WEIGHTS + row).loadVector(0).set(WORD);
            code.get(TOTALS + row);
            code.get(WORD).lowShorts().get(LOW).dot().addInts();
            code.get(WORD).highShorts().get(HIGH).dot().addInts();
            code.set(TOTALS + row);
            code.get(WEIGHTS + row).constant(COLUMNS).add().set(WEIGHTS + row);
        }
        code.get(VALUES).constant(2 * COLUMNS).add().set(VALUES);
        return code.get(VALUES).get(VALUES_END).less();
    }
}
