package org.amadeus.web.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The module's form; what it computes is held against plain Java in a browser. */
class SimdProductTest {
    @Test
    void isAModuleOfWebAssembly() {
        byte[] module = SimdProduct.module();
        assertArrayEquals(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, Arrays.copyOf(module, 8));
        int at = 8;
        int last = 0;
        while (at < module.length) {
            int id = module[at++];
            assertEquals(true, id > last, "sections come in order");
            last = id;
            int length = 0;
            for (int shift = 0; ; shift += 7) {
                int part = module[at++];
                length |= (part & 0x7F) << shift;
                if (part >= 0) {
                    break;
                }
            }
            at += length;
        }
        assertEquals(module.length, at);
        assertEquals(10, last);
    }

    @Test
    void numbersAreLeb128() {
        assertArrayEquals(new byte[] {0x7F}, new WasmCode().number(127).toBytes());
        assertArrayEquals(
                new byte[] {(byte) 0x80, 1}, new WasmCode().number(128).toBytes());
        assertArrayEquals(
                new byte[] {(byte) 0xE5, (byte) 0x8E, 0x26},
                new WasmCode().number(624485).toBytes());
        assertThrows(IllegalArgumentException.class, () -> new WasmCode().constant(64));
    }
}
