package org.amadeus.ui.keyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amadeus.live.keyboard.Keyboard;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    /** What happened, "1.50 strike 60 80" each; checks that every strike has its release. */
    private static final class Log implements Keyboard.Listener {
        final List<String> lines = new ArrayList<>();
        final boolean[] down = new boolean[128];
        int strikes;
        int releases;
        int pedal;

        @Override
        public void strike(double now, int pitch, int velocity) {
            assertFalse(down[pitch], "struck while down: " + pitch);
            down[pitch] = true;
            strikes++;
            lines.add("%.2f strike %d %d".formatted(now, pitch, velocity));
        }

        @Override
        public void release(double now, int pitch) {
            assertTrue(down[pitch], "released while up: " + pitch);
            down[pitch] = false;
            releases++;
            lines.add("%.2f release %d".formatted(now, pitch));
        }

        @Override
        public void pedal(double now, int value) {
            pedal = value;
            lines.add("%.2f pedal %d".formatted(now, value));
        }

        @Override
        public void other(double now, int status, int data1, int data2) {
            lines.add("%.2f other %x %d %d".formatted(now, status, data1, data2));
        }
    }

    private final Log log = new Log();
    private final Keyboard keyboard = new Keyboard(log);

    private void send(double now, int... message) {
        keyboard.advance(now);
        keyboard.message(now, message[0], message[1], message[2]);
    }

    private void tap(double now, int pitch) {
        send(now, 0x90, pitch, 80);
        send(now + 0.1, 0x80, pitch, 0);
    }

    private void says(String... lines) {
        assertEquals(List.of(lines), log.lines);
    }

    @Test
    void layersAreOneStroke() {
        send(0, 0x90, 60, 80);
        send(0.002, 0x91, 60, 70);
        send(0.12, 0x80, 60, 0);
        send(0.122, 0x91, 60, 0);
        says("0.00 strike 60 80", "0.12 release 60");
    }

    @Test
    void aPitchThatIsDownIsStruckAnewAfterAWhileOnAnyChannel() {
        send(0, 0x90, 60, 80);
        send(0.05, 0x91, 60, 70);
        send(0.2, 0x90, 60, 60);
        send(0.3, 0x80, 60, 0);
        send(0.4, 0x81, 60, 0);
        says(
                "0.00 strike 60 80",
                "0.05 release 60",
                "0.05 strike 60 70",
                "0.20 release 60",
                "0.20 strike 60 60",
                "0.40 release 60");
    }

    @Test
    void aNoteOffOfAnotherChannelOrTwiceIsNothing() {
        send(0, 0x90, 60, 80);
        send(0.1, 0x85, 60, 0);
        send(0.2, 0x80, 60, 0);
        send(0.3, 0x80, 60, 0);
        says("0.00 strike 60 80", "0.20 release 60");
    }

    @Test
    void aKeyWhoseNoteOffIsLostIsLetGoAfterTenSeconds() {
        send(1, 0x90, 60, 80);
        assertEquals(11, keyboard.advance(5));
        keyboard.advance(10.99);
        assertTrue(keyboard.isDown(60));
        keyboard.advance(11);
        says("1.00 strike 60 80", "11.00 release 60");
        send(12, 0x80, 60, 0);
        assertEquals(2, log.lines.size());
    }

    @Test
    void allNotesOffAndTheModesLiftTheKeysOfTheirChannelAndNotThePedal() {
        for (int number = 123; number <= 127; number++) {
            Log heard = new Log();
            Keyboard keys = new Keyboard(heard);
            keys.message(0, 0xB0, 64, 127);
            keys.message(0.1, 0x90, 60, 80);
            keys.message(0.2, 0x91, 62, 80);
            keys.message(0.3, 0xB0, number, 0);
            assertTrue(keys.pedalDown());
            assertEquals(
                    List.of("0.00 pedal 127", "0.10 strike 60 80", "0.20 strike 62 80", "0.30 release 60"),
                    heard.lines);
        }
    }

    @Test
    void allSoundOffLiftsBoth() {
        send(0, 0xB0, 64, 127);
        send(0.1, 0x90, 60, 80);
        send(0.3, 0xB0, 120, 0);
        says("0.00 pedal 127", "0.10 strike 60 80", "0.30 release 60", "0.30 pedal 0");
    }

    @Test
    void resettingLiftsThePedalOfItsChannelAndNotTheKeys() {
        send(0, 0xB0, 64, 127);
        send(0, 0xB1, 64, 100);
        send(0.1, 0x90, 60, 80);
        send(0.3, 0xB0, 121, 0);
        says("0.00 pedal 127", "0.10 strike 60 80", "0.30 pedal 100", "0.30 other b0 121 0", "0.30 pedal 100");
        send(0.4, 0xB1, 121, 0);
        assertEquals("0.40 other b1 121 0", log.lines.get(log.lines.size() - 1));
        assertFalse(keyboard.pedalDown());
        assertTrue(keyboard.isDown(60));
    }

    @Test
    void localControlIsNobodysBusiness() {
        send(0, 0x90, 60, 80);
        send(0.1, 0xB0, 122, 0);
        says("0.00 strike 60 80");
    }

    @Test
    void percussionIsNotHeard() {
        send(0, 0x99, 36, 100);
        send(0, 0xB9, 64, 127);
        send(0, 0xE9, 0, 0);
        send(0.1, 0x89, 36, 0);
        says();
    }

    @Test
    void aPedalThatTremblesIsStill() {
        for (int i = 0; i < 300; i++) {
            send(i / 100.0, 0xB0, 64, i % 3);
        }
        says();
        send(4, 0xB0, 64, 66);
        for (int i = 0; i < 300; i++) {
            send(4 + i / 100.0, 0xB0, 64, 64 + i % 3 - 2);
        }
        says("4.00 pedal 66");
        send(8, 0xB0, 64, 58);
        send(8, 0xB0, 64, 55);
        says("4.00 pedal 66", "8.00 pedal 55");
    }

    @Test
    void aHalfPedalKeepsItsValue() {
        send(0, 0xB0, 64, 30);
        send(0.1, 0xB0, 64, 90);
        send(0.2, 0xB0, 64, 127);
        send(0.3, 0xB0, 64, 40);
        send(0.4, 0xB0, 64, 0);
        says("0.00 pedal 30", "0.10 pedal 90", "0.20 pedal 127", "0.30 pedal 40", "0.40 pedal 0");
    }

    @Test
    void aBouncingPedalEndsWhereItEnds() {
        send(0, 0xB0, 64, 127);
        send(0.5, 0xB0, 64, 0);
        send(0.5, 0xB0, 64, 127);
        send(0.5, 0xB0, 64, 0);
        says("0.00 pedal 127", "0.50 pedal 0", "0.50 pedal 127", "0.50 pedal 0");
    }

    @Test
    void aPedalWiredTheWrongWayRoundIsFoundOut() {
        double time = 0;
        for (int phrase = 0; phrase < 2; phrase++) {
            send(time, 0xB0, 64, 0);
            tap(time + 0.1, 60);
            tap(time + 0.4, 64);
            send(time + 0.6, 0xB0, 64, 127);
            assertTrue(keyboard.pedalDown());
            time += 6;
            keyboard.advance(time - 0.1);
            assertEquals(phrase == 0, keyboard.pedalDown(), "after phrase " + phrase);
        }
        send(time, 0xB0, 64, 0);
        assertTrue(keyboard.pedalDown());
        tap(time + 0.1, 60);
        send(time + 1, 0xB0, 64, 127);
        assertFalse(keyboard.pedalDown());
        keyboard.advance(time + 20);
        assertFalse(keyboard.pedalDown());
    }

    @Test
    void apedalThatIsHeldAfterTheLastChordIsNot() {
        for (int phrase = 0; phrase < 5; phrase++) {
            double time = 10 * phrase;
            send(time, 0x90, 60, 80);
            send(time + 0.1, 0xB0, 64, 127);
            send(time + 0.5, 0x80, 60, 0);
            keyboard.advance(time + 8);
            assertTrue(keyboard.pedalDown());
            send(time + 9, 0xB0, 64, 0);
            assertFalse(keyboard.pedalDown());
        }
    }

    @Test
    void nothingIsDownAfterALift() {
        send(0, 0x90, 60, 80);
        send(0, 0x95, 62, 80);
        send(0, 0xB5, 64, 127);
        keyboard.lift(1);
        keyboard.lift(1);
        assertEquals(List.of("1.00 release 60", "1.00 release 62", "1.00 pedal 0"), log.lines.subList(3, 6));
        assertEquals(6, log.lines.size());
        assertFalse(keyboard.anyDown(Double.NEGATIVE_INFINITY));
    }

    @Property(tries = 300)
    void anyMessagesMeanWhatTheRulesSay(@ForAll long seed) {
        Random random = new Random(seed);
        Log heard = new Log();
        Keyboard keys = new Keyboard(heard);
        PlainKeyboard plain = new PlainKeyboard();
        double[] pauses = {0, 0.002, 0.029, 0.2, 1, 3, 12};
        double now = 0;
        for (int i = 0; i < 400; i++) {
            now += random.nextInt(4) == 0 ? pauses[random.nextInt(pauses.length)] : random.nextDouble() * 0.05;
            keys.advance(now);
            plain.pass(now);
            int channel = random.nextInt(8) == 0 ? random.nextInt(16) : random.nextInt(2);
            int pitch = 58 + random.nextInt(5);
            switch (random.nextInt(20)) {
                case 0 -> {
                    keys.lift(now);
                    plain.lift(now);
                }
                case 1, 2 -> {
                    int number = 118 + random.nextInt(10);
                    keys.message(now, 0xB0 | channel, number, 0);
                    plain.message(now, channel, "control", number, 0);
                }
                case 3, 4, 5, 6 -> {
                    int value = random.nextBoolean() ? 127 * random.nextInt(2) : random.nextInt(128);
                    keys.message(now, 0xB0 | channel, 64, value);
                    plain.message(now, channel, "control", 64, value);
                }
                case 7, 8, 9, 10, 11 -> {
                    keys.message(now, random.nextBoolean() ? 0x80 | channel : 0x90 | channel, pitch, 0);
                    plain.message(now, channel, "off", pitch, 0);
                }
                default -> {
                    keys.message(now, 0x90 | channel, pitch, 1 + random.nextInt(127));
                    plain.message(now, channel, "on", pitch, 1);
                }
            }
            String where = "seed " + seed + ", message " + i;
            for (int p = 0; p < 128; p++) {
                assertEquals(plain.down.containsKey(p), keys.isDown(p), where);
                assertEquals(heard.down[p], keys.isDown(p), where);
            }
            assertEquals(plain.strikes, heard.strikes, where);
            assertEquals(plain.releases, heard.releases, where);
            assertEquals(plain.pedalDown(), keys.pedalDown(), where);
            assertEquals(keys.pedalDown(), heard.pedal >= 64, where);
            assertEquals(!plain.down.isEmpty(), keys.anyDown(Double.NEGATIVE_INFINITY), where);
        }
    }
}
