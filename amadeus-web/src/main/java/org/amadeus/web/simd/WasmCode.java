package org.amadeus.web.simd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a WebAssembly module, as they are appended: instructions, numbers, sections (specification 2.0, "Binary Format"). */
final class WasmCode {
    static final int I32 = 0x7F;
    static final int I64 = 0x7E;
    static final int V128 = 0x7B;

    private static final int VECTOR = 0xFD;
    private static final int NOTHING = 0x40;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    WasmCode bytes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    private WasmCode bytes(byte[] values) {
        bytes.writeBytes(values);
        return this;
    }

    /** An unsigned LEB128 number. */
    WasmCode number(int value) {
        int left = value;
        while (left >>> 7 != 0) {
            bytes.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
        return this;
    }

    WasmCode name(String name) {
        byte[] utf = name.getBytes(StandardCharsets.UTF_8);
        return number(utf.length).bytes(utf);
    }

    /** What lies within, preceded by its length. */
    WasmCode sized(WasmCode content) {
        byte[] within = content.toBytes();
        return number(within.length).bytes(within);
    }

    /** A section of these entries. */
    WasmCode section(int id, WasmCode... entries) {
        WasmCode all = new WasmCode().number(entries.length);
        for (WasmCode entry : entries) {
            all.bytes(entry.toBytes());
        }
        return bytes(id).sized(all);
    }

    WasmCode get(int local) {
        return bytes(0x20).number(local);
    }

    WasmCode set(int local) {
        return bytes(0x21).number(local);
    }

    WasmCode constant(int value) {
        // Small positive numbers alone, whose signed form is their unsigned one.
        if (value < 0 || value > 63) {
            throw new IllegalArgumentException(value + " does not fit one byte");
        }
        return bytes(0x41, value);
    }

    WasmCode add() {
        return bytes(0x6A);
    }

    WasmCode shiftLeft() {
        return bytes(0x74);
    }

    /** Whether the number below the top is the smaller one, unsigned. */
    WasmCode less() {
        return bytes(0x49);
    }

    /** A loop that is gone through again while its condition, which it ends with, holds. */
    WasmCode loop(WasmCode body) {
        return bytes(0x03, NOTHING).bytes(body.toBytes()).bytes(0x0D, 0, 0x0B);
    }

    WasmCode end() {
        return bytes(0x0B);
    }

    /** Stores an i32 at an address and an offset. */
    WasmCode storeInt(int offset) {
        return bytes(0x36, 2).number(offset);
    }

    /** Stores an i64 at an address. */
    WasmCode storeLong() {
        return bytes(0x37, 3, 0);
    }

    /** Loads an i64 from an address. */
    WasmCode loadLong() {
        return bytes(0x29, 3, 0);
    }

    /** Loads 16 bytes from an address and an offset. */
    WasmCode loadVector(int offset) {
        return bytes(VECTOR, 0x00, 3).number(offset);
    }

    /** A vector of zeros. */
    WasmCode zeros() {
        bytes(VECTOR, 0x0C);
        return bytes(new byte[16]);
    }

    /** i16x8 of the lower eight of sixteen signed bytes. */
    WasmCode lowShorts() {
        return bytes(VECTOR).number(0x87);
    }

    /** i16x8 of the upper eight of sixteen signed bytes. */
    WasmCode highShorts() {
        return bytes(VECTOR).number(0x88);
    }

    /** i32x4: the products of two i16x8, neighbours added up. */
    WasmCode dot() {
        return bytes(VECTOR).number(0xBA);
    }

    WasmCode addInts() {
        return bytes(VECTOR).number(0xAE);
    }

    /** One lane of an i32x4. */
    WasmCode lane(int lane) {
        return bytes(VECTOR, 0x1B, lane);
    }
}
