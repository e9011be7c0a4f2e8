package org.amadeus.ui.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TidyOutputTest {
    private final FakeInstrument instrument = new FakeInstrument();
    private final TidyOutput output = new TidyOutput(instrument);

    @Test
    void aKeyThatSoundsIsReleasedBeforeItIsStruckAgain() {
        output.send(0x90, 60, 100);
        output.send(0x90, 60, 80);
        output.send(0x90, 60, 0);
        output.send(0x80, 60, 0);
        assertEquals(List.of("90 60 100", "80 60 0", "90 60 80", "80 60 0"), instrument.texts());
    }

    @Test
    void silenceEndsNotesAndLiftsThePedal() {
        output.send(0x90, 60, 100);
        output.send(0x93, 61, 100);
        output.send(0xB0, 64, 127);
        assertTrue(output.pedalDown());
        instrument.heard.clear();
        output.silence();
        assertEquals(List.of("80 60 0", "b0 64 0", "b0 123 0", "83 61 0", "b3 64 0", "b3 123 0"), instrument.texts());
        assertEquals(0, output.sounding());
        assertEquals(0, instrument.sounding());
    }

    @Test
    void allNotesOffFromOutsideEndsEachNoteToo() {
        output.send(0x90, 60, 100);
        output.send(0xB0, 123, 0);
        assertEquals(List.of("90 60 100", "80 60 0", "b0 123 0"), instrument.texts());
    }

    @Test
    void whatALostDeviceLeftSoundingIsEndedWhenItIsBack() {
        output.send(0x90, 60, 100);
        instrument.plug(false);
        assertThrows(DeviceLostException.class, () -> output.send(0x80, 60, 0));
        assertThrows(DeviceLostException.class, output::silence);
        instrument.plug(true);
        output.silence();
        assertEquals(0, instrument.sounding());
    }

    @Test
    void anythingAtAllEndsInSilence() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int kind = new int[] {0x80, 0x90, 0x90, 0xB0, 0xE0}[random.nextInt(5)];
            int data1 = kind == 0xB0 ? List.of(64, 7, 120, 123).get(random.nextInt(4)) : random.nextInt(128);
            output.send(kind | random.nextInt(16), data1, random.nextInt(128));
        }
        output.silence();
        assertEquals(0, instrument.sounding(), "seed " + seed);
    }
}
