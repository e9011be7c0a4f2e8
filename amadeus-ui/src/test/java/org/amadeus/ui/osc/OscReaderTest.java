package org.amadeus.ui.osc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscReaderTest {
    private static final OscMessage MODE = OscMessage.of("/amadeus/mode", "along");

    private static byte[] packet(String text) {
        return text.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bundle(byte[]... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(
                16 + Arrays.stream(parts).mapToInt(part -> 4 + part.length).sum());
        bytes.put(packet("#bundle|")).putLong(1);
        for (byte[] part : parts) {
            bytes.putInt(part.length).put(part);
        }
        return bytes.array();
    }

    /** The examples of the specification. */
    @Test
    void theSpecificationsExamples() {
        byte[] oscillator = HexFormat.of().parseHex("2f6f7363696c6c61746f722f342f6672657175656e6379002c66000043dc0000");
        OscMessage frequency = OscMessage.of("/oscillator/4/frequency", 440f);
        assertEquals(List.of(frequency), OscReader.read(oscillator));
        assertArrayEquals(oscillator, frequency.packet());
        byte[] foo = HexFormat.of()
                .parseHex("2f666f6f000000002c69697366660000000003e8ffffffff68656c6c6f0000003f9df3b640b5b22d");
        OscMessage mixed = OscMessage.of("/foo", 1000, -1, "hello", 1.234f, 5.678f);
        assertEquals(List.of(mixed), OscReader.read(foo));
        assertArrayEquals(foo, mixed.packet());
    }

    @Test
    void messagesOfBundlesComeInOrderAndTheTypesThatOtherProgramsSendAreRead() {
        byte[] inner =
                bundle(OscMessage.of("/b", 2).packet(), OscMessage.of("/c").packet());
        assertEquals(
                List.of(OscMessage.of("/a", 1), OscMessage.of("/b", 2), OscMessage.of("/c"), MODE),
                OscReader.read(bundle(OscMessage.of("/a", 1).packet(), inner, bundle(), MODE.packet())));
        List<Object> arguments = OscReader.read(packet("/x||,hdTFNI||||||||\u0005?\u00f0||||||"))
                .get(0)
                .arguments();
        assertEquals(List.of(5L, 1.0, true, false, OscMessage.NIL, OscMessage.IMPULSE), arguments);
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) OscReader.read(packet("/x||,b|||||\u0003\u0001\u0002\u0003|"))
                .get(0)
                .arguments()
                .get(0));
        // As old programs send it.
        assertEquals(List.of(OscMessage.of("/amadeus/play")), OscReader.read(packet("/amadeus/play|||")));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            '',                         0 bytes
            /a,                         2 bytes
            abcd,                       starts with byte 97
            #bun,                       starts with byte 35
            #bundle|,                   the head of a bundle of 16 bytes
            '#bundle|||||||||||||',     0 bytes
            '#bundle|||||||||~~~~',     a part of a bundle
            '#bundle||||||||||||\b/a||', a part of a bundle of 8 bytes
            /aaa,                       an address of 1 bytes
            '/a||i|||',                 types \"i\"
            '/a||,i||',                 type i of 4 bytes
            '/a||,s||abcd',             type s of 1 bytes
            '/a||,b|||||\b',            type b of 8 bytes
            '/a||,b||~~~~',             type b of -
            '/a||,[]|',                 type \"[\" is not known
            '/a||,|||abcd',             4 bytes more
            """)
    void whatIsNoPacketIsRefused(String text, String reason) {
        byte[] bytes = packet(text == null ? "" : text.replace('~', '\u00ff').replace("\\b", "\b"));
        String message =
                assertThrows(OscException.class, () -> OscReader.read(bytes)).getMessage();
        assertTrue(message.startsWith(reason), message);
    }

    @Test
    void sizesAndDepthsHaveBounds() {
        byte[] deep = MODE.packet();
        for (int depth = 0; depth < OscReader.MOST_DEPTH; depth++) {
            deep = bundle(deep);
        }
        assertEquals(List.of(MODE), OscReader.read(deep));
        refused("deep", bundle(deep));
        // As deep as it may be long.
        byte[] deepest = bundle();
        while (deepest.length + 20 <= OscReader.MOST_BYTES) {
            deepest = bundle(deepest);
        }
        refused("deep", deepest);
        byte[][] many = Collections.nCopies(
                        OscReader.MOST_MESSAGES + 1, OscMessage.of("/a").packet())
                .toArray(byte[][]::new);
        refused("messages", bundle(many));
        refused("more than 4096 bytes", new byte[OscReader.MOST_BYTES + 4]);
        Object[] arguments =
                IntStream.range(0, OscReader.MOST_ARGUMENTS + 1).boxed().toArray();
        refused("at most 32", OscMessage.of("/a", arguments).packet());
    }

    private static void refused(String reason, byte[] bytes) {
        String message =
                assertThrows(OscException.class, () -> OscReader.read(bytes)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    /** Right packets that were damaged, and noise: read or refused, and what is read steers a duet or is refused. */
    @Test
    void whateverComesIsReadOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        OscRemote remote = OscPackets.remote(new LoggedDuet());
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = OscPackets.any(random);
            try {
                List<OscMessage> messages = OscReader.read(packet);
                read++;
                messages.forEach(remote::receive);
            } catch (OscException refused) {
                assertEquals(1, refused.getMessage().lines().count(), () -> "seed " + seed);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(packet), e);
            }
        }
        assertTrue(read > 2000 && read < 18_000, read + " of 20000 were read, seed " + seed);
    }
}
