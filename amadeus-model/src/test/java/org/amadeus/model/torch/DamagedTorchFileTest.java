package org.amadeus.model.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of PyTorch that are cut, changed at random, or hold a model other than they say. */
class DamagedTorchFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"tiny_zip", "tiny_legacy", "tiny_legacy_cuda"})
    void cutAnywhereItIsRefused(String name) throws IOException {
        byte[] whole = resource(name + ".sess");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            int at = length;
            Exception e = assertThrows(
                    SessionFormatException.class, () -> read(cut), () -> "cut after " + at + " bytes it was read");
            assertTrue(e.getMessage().startsWith("test.sess: "), e.getMessage());
        }
    }

    @Test
    void aCutSaysSo() throws IOException {
        assertCut(
                "tiny_zip", 15_000, "the zip directory at its end is missing after 15000 bytes: the file is truncated");
        assertCut("tiny_legacy", 1000, "object ends at byte 1000 in the middle of an opcode: the file is truncated");
        assertCut("tiny_legacy", 9000, " bytes early: the file is truncated. Copy or download it again");
    }

    @Test
    void aPickleChangedAtRandomIsReadOrRefused() throws IOException {
        SeededRandom random = new SeededRandom();
        Map<String, byte[]> entries = entries("tiny_zip_cuda");
        String pickle = entries.keySet().stream()
                .filter(n -> n.endsWith("data.pkl"))
                .findFirst()
                .orElseThrow();
        byte[] whole = entries.get(pickle);
        for (int trial = 0; trial < 5000; trial++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed[random.nextInt(0, changed.length - 1)] = (byte) random.nextInt(0, 255);
            }
            entries.put(pickle, changed);
            readOrRefuse(zip(entries), random);
        }
    }

    @Test
    void aStreamChangedAtRandomIsReadOrRefused() throws IOException {
        SeededRandom random = new SeededRandom();
        byte[] whole = resource("tiny_legacy.sess");
        for (int trial = 0; trial < 5000; trial++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(0, changed.length - 1)] = (byte) random.nextInt(0, 255);
            readOrRefuse(changed, random);
        }
    }

    @Test
    void aWrongShapeSaysWhatToTry() throws IOException {
        assertEquals(
                "test.sess: gru.weight_hh_l0 has shape [12, 4], the configuration says [24, 8]."
                        + " Was it trained with -p hidden_dim=4?",
                changedPickle("hidden_dim", 4, 8, "gru.weight_hh_l0"));
        assertEquals(
                "test.sess: model_state: gru.weight_ih_l2 is missing", changedPickle("gru_layers", 2, 3, "missing"));
        assertEquals(
                "test.sess: model_state: gru.weight_ih_l1 is not a parameter of a Performance RNN with gru_layers=1",
                changedPickle("gru_layers", 2, 1, "is not"));
        assertEquals(
                "test.sess: model_config: hidden_dim is 0, expected 1 .. 16384", changedPickle("hidden_dim", 4, 0, ""));
    }

    @Test
    void notANumberIsNamed() throws IOException {
        Map<String, byte[]> entries = entries("tiny_zip");
        String first = entries.keySet().stream()
                .filter(n -> n.endsWith("data/0"))
                .findFirst()
                .orElseThrow();
        ByteBuffer.wrap(entries.get(first)).putInt(5 * Float.BYTES, 0x0000c07f);
        assertEquals(
                "test.sess: inithid_fc.weight holds NaN at element 5 of 24: its training diverged."
                        + " Use a session saved before that",
                fault(zip(entries)));
    }

    @Test
    void whatIsNotASessionIsToldFromOne() throws IOException {
        assertEquals(
                "test.sess: model_state is missing, expected a session: a dict of model_config, model_state and"
                        + " model_optimizer_state",
                fault(zip(new LinkedHashMap<>(Map.of("x/data.pkl", PickleWriter.write(Map.of()))))));
        assertEquals(
                "test.sess: the file is no dict, expected a session: a dict of model_config, model_state and"
                        + " model_optimizer_state",
                fault(zip(new LinkedHashMap<>(Map.of("x/data.pkl", PickleWriter.write(List.of()))))));
        assertEquals(
                "test.sess: is a zip archive, but neither has a manifest.json nor a folder with data.pkl in it",
                fault(zip(new LinkedHashMap<>(Map.of("readme.txt", new byte[10])))));
        assertEquals(
                "test.sess: is a TorchScript program, expected a session: a dict saved by torch.save",
                fault(zip(new LinkedHashMap<>(Map.of("x/data.pkl", new byte[1], "x/constants.pkl", new byte[1])))));
        assertEquals(
                "test.sess: has byte order \"big\", expected \"little\"",
                fault(zip(new LinkedHashMap<>(Map.of("x/data.pkl", new byte[1], "x/byteorder", "big".getBytes())))));
    }

    @Test
    void storagesAreAsLongAsTheyAre() throws IOException {
        Map<String, byte[]> entries = entries("tiny_zip");
        String first = entries.keySet().stream()
                .filter(n -> n.endsWith("data/0"))
                .findFirst()
                .orElseThrow();
        byte[] whole = entries.get(first);
        entries.put(first, Arrays.copyOf(whole, whole.length - 4));
        assertEquals("test.sess: storage data/0 has 92 bytes, data.pkl says 24 elements of 4", fault(zip(entries)));
        entries.put(first, Arrays.copyOf(whole, 1 << 20));
        assertTrue(fault(zip(entries)).endsWith("has 1048576 bytes, expected at most 96"), fault(zip(entries)));
        entries.remove(first);
        assertTrue(fault(zip(entries)).contains("has no entry "), fault(zip(entries)));
    }

    /** The pickle with one small integer of model_config changed; returns the message. */
    private static String changedPickle(String key, int from, int to, String hint) throws IOException {
        Map<String, byte[]> entries = entries("tiny_zip");
        entries.replaceAll((name, content) -> name.endsWith("data.pkl") ? change(content, key, from, to) : content);
        String message = fault(zip(entries));
        assertTrue(message.contains(hint), message);
        return message;
    }

    private static byte[] change(byte[] pickle, String key, int from, int to) {
        byte[] changed = pickle.clone();
        String text = new String(pickle, StandardCharsets.ISO_8859_1);
        int at = text.indexOf('K', text.indexOf(key));
        assertEquals(from, changed[at + 1]);
        changed[at + 1] = (byte) to;
        return changed;
    }

    private static void readOrRefuse(byte[] bytes, SeededRandom random) {
        try {
            read(bytes);
        } catch (SessionFormatException refused) {
            assertTrue(refused.getMessage().startsWith("test.sess: "), refused.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(random.toString(), e);
        }
    }

    private static void assertCut(String name, int length, String expected) throws IOException {
        String message = fault(Arrays.copyOf(resource(name + ".sess"), length));
        assertTrue(message.contains(expected), message);
    }

    private static String fault(byte[] bytes) {
        return assertThrows(SessionFormatException.class, () -> read(bytes)).getMessage();
    }

    private static Session read(byte[] bytes) {
        try {
            return SessionFiles.load(new ByteArrayInputStream(bytes), "test.sess");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> entries(String name) throws IOException {
        ZipArchive zip = new ZipArchive(ByteBuffer.wrap(resource(name + ".sess")), name);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String entry : zip.names()) {
            ByteBuffer content = zip.read(entry, Integer.MAX_VALUE);
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            entries.put(entry, bytes);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.add(entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DamagedTorchFileTest.class.getResourceAsStream("/sessions/" + name)) {
            return in.readAllBytes();
        }
    }
}
