package org.amadeus.model.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.amadeus.model.file.SessionFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles that want more than a session needs. Bytes are written as Latin-1 text, after the two of the protocol. */
class HostilePickleTest {
    private static final String STORAGE = "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + "0X\3\0\0\0cpuK\4tQ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "posix | system",
                "os | system",
                "builtins | eval",
                "__builtin__ | exec",
                "subprocess | Popen",
                "torch.serialization | load",
                "torch._utils | _rebuild_parameter_with_state",
                "numpy.core.multiarray | _reconstruct",
                "torch | load",
                "collections | defaultdict"
            })
    void namesThatNoSessionNeedsAreRefused(String module, String name) {
        assertFault(
                "byte 2: asks for " + module + "." + name + ", which no session needs: refused, nothing of it was run",
                "c" + module + "\n" + name + "\n.");
    }

    @Test
    void opcodesThatNoSessionNeedsAreRefused() {
        String known = "(N\u0088\u0089KMJ\u008aGXUC}])\u0085\u0086\u0087tqrhjaesucRbQ.\u0080\u008c\u0093\u0094\u0095";
        for (int opcode = 0; opcode < 256; opcode++) {
            if (known.indexOf(opcode) < 0) {
                String message = fault((char) opcode + "\0\0\0\0\0\0\0\0").getMessage();
                assertTrue(
                        message.contains(String.format("byte 2: opcode 0x%02x", opcode))
                                && message.endsWith("which no session needs: refused"),
                        message);
            }
        }
    }

    @Test
    void otherProtocolsAreRefused() {
        assertFault("pickle protocol 1, expected 2 .. 5", "\200\1.");
        assertFault("pickle protocol 6, expected 2 .. 5", "\200\6.");
    }

    @Test
    void laterProtocolsSayTheSameInOtherOpcodes() {
        String framed = "\200\4\u0095\1\0\0\0\0\0\0\0";
        assertEquals(Map.of("a", 7L), run(framed + "}\u0094\u008c\1a\u0094K\7s."));
        assertEquals(List.of("a", "a"), run(framed + "\u008c\1a\u0094h\0\u0086."));
        String dict = "\u008c\13collections\u0094\u008c\13OrderedDict\u0094\u0093";
        assertEquals(Map.of(), run(framed + dict + ")R."));
        assertEquals(0.25, run(framed + stackedNumpy("C\4\0\0\u0080\u003e") + "."));
        assertFault("bytes that are no number", framed + stackedNumpy("C\11" + "\0".repeat(9)) + ".");
        assertFault("asks for os.system, which no session needs", framed + "\u008c\2os\u008c\6system\u0093.");
        assertFault("asks for os.?system, which no session needs", framed + "\u008c\2os\u008c\7\nsystem\u0093.");
        assertFault("a name longer than 256 characters", framed + "X\54\1\0\0" + "a".repeat(300) + "\u008c\1a\u0093.");
        assertFault("by a name that is no text", framed + "K\1K\2\u0093.");
        assertFault("ends at byte 4 in the middle of an opcode", "\u0095\1");
        assertFault("the stack is empty", "\u0094");
    }

    private static String stackedNumpy(String bytes) {
        return "\u008c\26numpy._core.multiarray\u008c\6scalar\u0093\u008c\5numpy\u008c\5dtype\u0093"
                + "\u008c\2f4\u0089\u0088\u0087R(K\3\u008c\1<NNNJ\377\377\377\377J\377\377\377\377K\0tb" + bytes
                + "\u0086R";
    }

    @Test
    void nestingIsBounded() {
        assertFault("nested more than 256 deep", "(".repeat(100_000));
        assertFault("more than 65536 values on the stack", "N".repeat(300_000));
        assertFault("more than 262144 opcodes", "]" + "Na".repeat(140_000));
    }

    /** Ten lists, each of ten times the one before: 10^10 elements for whoever walks them. */
    @Test
    void listsThatShareAreNotHandedOn() {
        StringBuilder bomb = new StringBuilder("]q\0");
        for (int level = 1; level <= 10; level++) {
            String last = "h" + (char) (level - 1);
            bomb.append("](").append(last.repeat(10)).append("eq").append((char) level);
        }
        assertFault("holds values that share each other and stand for more than", bomb + ".");
        String text = "X\0\200\0\0" + "a".repeat(32768) + "q\0";
        assertFault("holds values that share each other", "](" + text + "h\0".repeat(60) + "e.");
        List<?> shared = (List<?>) run("](" + "X\1\0\0\0aq\0" + "h\0".repeat(60) + "e.");
        assertEquals(61, shared.size());
    }

    @Test
    void valuesThatContainThemselvesAreNotHandedOn() {
        assertFault("holds a value that contains itself: refused", "]q\0h\0a.");
        assertFault("holds a value that contains itself: refused", "}q\0X\1\0\0\0ah\0s.");
        assertFault("holds a value that contains itself: refused", "}q\0X\1\0\0\0y}q\1X\1\0\0\0xh\0ss.");
        assertFault("holds a value that contains itself: refused", "]q\0(h\0h\0ta.");
        assertFault("holds values nested more than 64 deep", "]" + "q\0]h\0a".repeat(1000) + ".");
    }

    @Test
    void dictsMadeOfTheSameListAgainAndAgainAreBounded() {
        String pairs = "](" + "(X\1\0\0\0aNt".repeat(1000) + "eq\0" + "ccollections\nOrderedDict\nq\1";
        assertFault("OrderedDicts of more than 65536 entries", pairs + "h\1(h\0tR".repeat(100) + "]h\0a.");
    }

    @Test
    void numbersOfNumPyAreRead() {
        assertEquals(512L, run(numpy("i8", "<", "\0\2\0\0\0\0\0\0") + "."));
        assertEquals(-2L, run(numpy("i2", "<", "\u00fe\u00ff") + "."));
        assertEquals(0.25, run(numpy("f4", "<", "\0\0\u0080\u003e") + "."));
        assertEquals(true, run(numpy("b1", "|", "\1") + "."));
        assertFault("a NumPy type that is not little-endian", numpy("i8", ">", "\0\0\0\0\0\0\2\0") + ".");
        assertFault("whose bytes do not fit its type", numpy("i8", "<", "\0\2") + ".");
        assertFault("a NumPy type that is no plain number", numpy("O8", "|", "\0\0\0\0\0\0\0\0") + ".");
        assertFault("bytes that are no number", numpy("i8", "<", "\0".repeat(9)) + ".");
    }

    /** 1.4 KB that took more than a second. */
    @Test
    void aSmallPickleIsReadOrRefusedAtOnce() throws IOException {
        try (InputStream in =
                new GZIPInputStream(HostilePickleTest.class.getResourceAsStream("/hostile/pickle-slow-1s.bin.gz"))) {
            byte[] bytes = in.readAllBytes();
            assertTimeout(Duration.ofSeconds(1), () -> {
                try {
                    new PickleReader(ByteBuffer.wrap(bytes), "evil.sess", "data.pkl", new TorchObjects()).read();
                } catch (SessionFormatException refused) {
                    assertTrue(refused.getMessage().startsWith("evil.sess: data.pkl"), refused.getMessage());
                }
            });
        }
    }

    /** As NumPy reduces a number for protocol 2. */
    private static String numpy(String type, String order, String bytes) {
        String utf8 = new String(bytes.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\nX\2\0\0\0" + type + "\u0089\u0088\u0087R(K\3X\1\0\0\0"
                + order + "NNNJ\377\377\377\377J\377\377\377\377K\0tb" + "c_codecs\nencode\nX" + (char) utf8.length()
                + "\0\0\0" + utf8 + "X\6\0\0\0latin1\u0086R\u0086R";
    }

    @Test
    void sizesAreBounded() {
        assertFault("a string of 2147483647 bytes, expected at most 65536", "X\377\377\377\177");
        assertFault("a size of 4294967295", "X\377\377\377\377");
        assertFault("a size of 4294967295", "Nr\377\377\377\377");
        assertFault("a name longer than 256 characters", "c" + "a".repeat(300));
    }

    @Test
    void aPickleThatEndsEarlyIsTruncated() {
        assertFault("ends at byte 4 in the middle of an opcode: the file is truncated", "X\1");
        assertFault("ends at byte 2 in the middle of an opcode: the file is truncated", "");
    }

    @Test
    void theStackIsNotUnderrun() {
        assertFault("the stack is empty", ".");
        assertFault("the stack is empty", "(.");
        assertFault("the stack is empty", "N(\u0085.");
        assertFault("a mark is missing", "Nt.");
        assertFault("recalls value 7, which was never memoized", "h\7.");
    }

    @Test
    void operationsAskForWhatTheyWorkOn() {
        assertFault("appends to something that is no list", "}Na.");
        assertFault("sets items of something that is no dict", "]NNs.");
        assertFault("sets items of something that is no dict", "}(Nu.");
        assertFault("a dict key that is neither a string nor an integer", "}]Ns.");
        assertFault("sets the state of something that is no dict: refused", "]}b.");
        assertFault("a call of something that can't be called: refused", "N)R.");
        assertFault("a call of something that can't be called: refused", "ctorch\nFloatStorage\n)R.");
        assertFault("refers to something outside the pickle that is no storage: refused", "X\1\0\0\0aQ.");
    }

    @Test
    void tensorsStayInsideTheirStorage() {
        assertTensorFault(
                "size [3], stride [1], offset 2 reaches beyond storage 0 of 4 elements", "K\2K\3\u0085K\1\u0085");
        assertTensorFault("size [2, 2], stride [4, 1], offset 0 reaches beyond", "K\0K\2K\2\u0086K\4K\1\u0086");
        assertTensorFault("size [5], stride [0], offset 0 reaches beyond", "K\0K\5\u0085K\0\u0085");
        assertTensorFault("a tensor of size [-1] and stride [1]", "K\0J\377\377\377\377\u0085K\1\u0085");
        assertTensorFault("a tensor of size [2] and stride [1, 1]", "K\0K\2\u0085K\1K\1\u0086");
        String huge = "\u008a\10\377\377\377\377\377\377\377\177";
        assertTensorFault("a tensor of size [", "K\0" + huge + huge + "\u0086K\1K\1\u0086");
        assertTensorFault("reaches beyond storage 0", huge + "K\1\u0085K\1\u0085");
    }

    @Test
    void aStorageHasOneSize() {
        String other = STORAGE.replace("K\4", "K\5");
        assertFault("storage 0 is FLOAT of 4 elements in one place and FLOAT of 5 in another", STORAGE + other + ".");
        String huge = STORAGE.replace("K\4", "\u008a\10\377\377\377\377\377\377\377\177");
        assertFault("storage 0 has 9223372036854775807 elements, expected 0 .. 536870911", huge + ".");
    }

    @Test
    void aParameterIsItsTensor() {
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + "K\0K\4\u0085K\1\u0085\u0089)tR";
        String parameter = "ctorch._utils\n_rebuild_parameter\n";
        assertEquals(run(tensor + "."), run(parameter + "(" + tensor + "\u0089)tR."));
        assertFault("a parameter without a tensor", parameter + "(N\u0089)tR.");
        assertFault("a parameter without a tensor", parameter + ")R.");
    }

    private static void assertTensorFault(String expected, String geometry) {
        assertFault(expected, "ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + geometry + "\u0089)tR.");
    }

    private static void assertFault(String expected, String program) {
        String message = fault(program).getMessage();
        assertTrue(message.startsWith("evil.sess: data.pkl"), message);
        assertTrue(message.contains(expected), message);
    }

    private static SessionFormatException fault(String program) {
        return assertThrows(SessionFormatException.class, () -> run(program));
    }

    private static Object run(String program) {
        byte[] bytes = ("\200\2" + program).getBytes(StandardCharsets.ISO_8859_1);
        return new PickleReader(ByteBuffer.wrap(bytes), "evil.sess", "data.pkl", new TorchObjects()).read();
    }
}
