package org.amadeus.web.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.Test;

class PortableModelFileTest {
    /** Where the sizes are: behind the first eight bytes and the version. */
    private static final int SIZES = 12;

    private final PortableModel model = PortableModels.random(24, 2, 4);
    private final byte[] file = PortableModelFile.write(model);

    @Test
    void readsWhatItWrote() {
        assertEquals(model, PortableModelFile.read("m", file));
    }

    @Test
    void refusesEveryBeginning() {
        for (int length = 0; length < file.length; length += length < 200 ? 1 : 997) {
            refused(Arrays.copyOf(file, length));
        }
        refused(Arrays.copyOf(file, file.length + 1));
    }

    @Test
    void refusesEveryChangedByte() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            refused(damaged);
        }
    }

    /** What says it is huge is refused by its length, before room is made for it. */
    @Test
    void refusesSizesThatDoNotFit() {
        for (int size : new int[] {0, -1, 7, 4096, 16384, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            for (int field = 0; field < 5; field++) {
                refused(signed(SIZES + 4 * field, size));
            }
            refused(signed(8, size));
            // The length of the profile's name.
            refused(signed(SIZES + 20, size));
        }
    }

    @Test
    void refusesNumbersThatNoModelHas() {
        int lastBias = file.length - 8;
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            refused(signed(lastBias, Float.floatToIntBits(value)));
        }
        int lastStep = file.length - 4 - 4 * 240 - 4;
        refused(signed(lastStep, Float.floatToIntBits(-1f)));
        int weights = lastStep - 4 * 240;
        refused(signed(weights - 4, 0x80808080));
    }

    /** The file with an int replaced, under a right checksum. */
    private byte[] signed(int at, int value) {
        ByteBuffer changed = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        changed.putInt(at, value);
        CRC32 sum = new CRC32();
        sum.update(changed.array(), 0, file.length - 4);
        changed.putInt(file.length - 4, (int) sum.getValue());
        return changed.array();
    }

    private static void refused(byte[] bytes) {
        AmadeusException refusal =
                assertThrows(AmadeusException.class, () -> PortableModelFile.read("mine.model", bytes));
        assertTrue(refusal.getMessage().startsWith("mine.model: "), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }
}
