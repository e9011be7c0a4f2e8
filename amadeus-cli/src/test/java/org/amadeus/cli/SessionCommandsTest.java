package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.BundledModel;
import org.amadeus.web.portable.PortableModel;
import org.amadeus.web.portable.PortableModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code info} and {@code convert}: what they print, and what they say of files that are no sessions. */
class SessionCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void infoDescribesTheBundledModel() {
        CliRun run = CliRun.of("info");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("3 GRU layers of 512, 240 events, 24 controls"), run.out());
        assertTrue(run.out().contains("CC BY-NC-SA 4.0"), run.out());
        assertTrue(run.out().contains("int8 (quantized)"), run.out());
    }

    @Test
    void aModelIsExportedForABrowser() throws IOException {
        Path file = folder.resolve("model.bin");
        CliRun run = CliRun.of("export", "--web", file);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("model.bin: 5.4 MB"), run.out());
        PortableModel model = PortableModelFile.read("model.bin", Files.readAllBytes(file));
        assertEquals("Amadeus default", model.card().get("name"));
        assertEquals(512, model.config().hiddenDim());
        CliRun wrong = CliRun.of("export", "-s", file, "--web", folder.resolve("again.bin"));
        assertEquals(1, wrong.exit());
        assertFalse(Files.exists(folder.resolve("again.bin")));
        assertEquals(2, CliRun.of("export").exit());
    }

    @Test
    void aSessionGoesToPyTorchAndBackUnchanged() throws IOException {
        Path first = plain("first.amadeus");
        assertEquals(0, CliRun.of("convert", first, folder.resolve("a.sess")).exit());
        CliRun back =
                CliRun.of("convert", folder.resolve("a.sess"), folder.resolve("b.amadeus"), "--weights", "float16");
        assertEquals(0, back.exit(), back.err());
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(folder.resolve("b.amadeus")));
        assertTrue(back.out().contains("b.amadeus: 0.3 MB"), back.out());
    }

    @Test
    void aQuantizedSessionStaysWhatItIs() throws IOException {
        CliRun torch = CliRun.of("convert", bundled(), folder.resolve("a.sess"));
        assertEquals(1, torch.exit());
        assertTrue(
                torch.error().startsWith("amadeus: " + folder.resolve("bundled.amadeus") + ": is quantized"),
                torch.error());
        assertFalse(Files.exists(folder.resolve("a.sess")));
        Path file = folder.resolve("bundled.amadeus");
        CliRun half = CliRun.of("convert", file, folder.resolve("b.amadeus"), "--weights", "float16");
        assertEquals(2, half.exit());
        assertEquals(
                "amadeus: --weights float16: " + file
                        + " is quantized, its weights stay int8. Add --float to write them out",
                half.error());
        // What an earlier version wrote is written as this one does, and from then on stays the same.
        Path again = convert(convert(file, "b.amadeus"), "c.amadeus");
        assertArrayEquals(Files.readAllBytes(folder.resolve("b.amadeus")), Files.readAllBytes(again));
    }

    @Test
    void theBundledModelGoesToPyTorchAsFloats() throws IOException {
        Path sess = folder.resolve("bundled.sess");
        CliRun run = CliRun.of("convert", "bundled", sess, "--float");
        assertEquals(0, run.exit(), run.err());
        Session floats = SessionFiles.load(sess);
        assertTrue(floats.isPlain());
        assertEquals(CodecProfile.EXPRESSIVE, floats.config().profile());
        assertEquals(0, floats.progress().iterations());
        assertEquals("float32 from int8 weights", floats.provenance().get("made"));
        assertFalse(floats.provenance().containsKey("quantized"), floats.provenance()::toString);
    }

    @Test
    void provenanceIsKept() throws IOException {
        Path out = folder.resolve("noted.amadeus");
        CliRun.of("convert", bundled(), out, "--provenance", "data=my own recordings");
        assertTrue(CliRun.of("info", out).out().contains("my own recordings"));
    }

    /** Python saves three keys: a session that was trained there comes back without its profile. */
    @Test
    void aProfileThatWasLostIsGivenBack() throws IOException {
        Path lost = plain("lost.amadeus");
        Path found = folder.resolve("found.amadeus");
        CliRun run = CliRun.of("convert", lost, found, "--profile", "expressive");
        assertEquals(0, run.exit(), run.err());
        assertEquals(CodecProfile.EXPRESSIVE, SessionFiles.load(found).config().profile());
        assertEquals(
                CodecProfile.EXPRESSIVE,
                SessionFiles.load(convert(found, "again.sess")).config().profile());
        CliRun unknown = CliRun.of("convert", lost, found, "--profile", "jazz");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.error().contains("--profile"), unknown.error());
    }

    private Path convert(Path in, String name) {
        assertEquals(0, CliRun.of("convert", in, folder.resolve(name)).exit());
        return folder.resolve(name);
    }

    @Test
    void theBundledModelHasANameEverywhere() {
        assertEquals(CliRun.of("info").out(), CliRun.of("info", "bundled").out());
        CliRun quantize = CliRun.of("quantize", "-s", "bundled", "-o", folder.resolve("q.amadeus"), "--no-times");
        assertEquals(1, quantize.exit());
        assertTrue(
                quantize.error().contains("bundled: is quantized already")
                        && quantize.error().contains("amadeus convert bundled OUT.amadeus --float"),
                quantize.error());
        CliRun generate = CliRun.of("generate", "-s", "bundled", "-l", 20, "-o", folder.resolve("pieces"));
        assertEquals(0, generate.exit(), generate.err());
    }

    @Test
    void halfPrecisionHasNoPlaceInASess() throws IOException {
        CliRun run = CliRun.of("convert", bundled(), folder.resolve("a.sess"), "--weights", "float16");
        assertEquals(2, run.exit());
        assertEquals("amadeus: --weights float16: a .sess holds float32, as PyTorch expects", run.error());
        assertFalse(Files.exists(folder.resolve("a.sess")));
    }

    @Test
    void aMissingFileIsNamed() {
        CliRun run = CliRun.of("info", folder.resolve("none.sess"));
        assertEquals(1, run.exit());
        assertTrue(run.error().startsWith("amadeus: " + folder.resolve("none.sess") + ": no such file"), run.error());
    }

    @Test
    void aTextIsNoSession() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertFails(text, "is no session, expected a native .amadeus or a .sess saved by torch.save");
    }

    @Test
    void anEmptyFileIsNoSession() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.sess"));
        assertFails(empty, "is empty, expected a native .amadeus or a .sess saved by torch.save");
    }

    @Test
    void aCutSessionIsCalledTruncated() throws IOException {
        byte[] whole = Files.readAllBytes(bundled());
        Path cut = Files.write(folder.resolve("cut.amadeus"), Arrays.copyOf(whole, 100_000));
        assertFails(
                cut,
                "the zip directory at its end is missing after 100000 bytes: the file is truncated. Copy or download it again");
    }

    @Test
    void aHostilePickleIsRefusedByName() throws IOException {
        byte[] magic = {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a};
        byte[] start = {(byte) 0xa8, 0x50, 0x19, '.', (byte) 0x80, 2, 'M', (byte) 0xe9, 3, '.', (byte) 0x80, 2, '}', '.'
        };
        byte[] program = "\200\2cposix\nsystem\nX\4\0\0\0true\205R.".getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("hostile.sess");
        try (var out = Files.newOutputStream(file)) {
            out.write(magic);
            out.write(start);
            out.write(program);
        }
        assertFails(
                file, "object, byte 27: asks for posix.system, which no session needs: refused, nothing of it was run");
    }

    /** What a file that is no pickle of a session, or a bomb, makes of commands: a line and exit code 1. */
    @Test
    void aPickleThatHoldsItselfIsRefusedByName() throws IOException {
        String pickle = "\200\2}(X\f\0\0\0model_config}X\13\0\0\0model_state}X\7\0\0\0amadeus}"
                + "X\r\0\0\0codec_profile}q\0X\1\0\0\0y}q\1X\1\0\0\0xh\0sssu.";
        Path file = folder.resolve("cycle.sess");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertFails(file, "data.pkl holds a value that contains itself: refused");
        CliRun generate = CliRun.of("generate", "-s", file, "-l", 10, "-o", folder.resolve("pieces"));
        assertEquals(1, generate.exit());
        assertEquals("amadeus: " + file + ": data.pkl holds a value that contains itself: refused", generate.error());
    }

    private void assertFails(Path file, String fault) {
        CliRun info = CliRun.of("info", file);
        assertEquals(1, info.exit());
        assertEquals("amadeus: " + file + ": " + fault, info.error());
        CliRun convert = CliRun.of("convert", file, folder.resolve("out.amadeus"));
        assertEquals(1, convert.exit());
        assertEquals(info.error(), convert.error());
        assertFalse(Files.exists(folder.resolve("out.amadeus")));
    }

    /** A small session with random weights, half precision. */
    private Path plain(String name) {
        ModelConfig config = new ModelConfig(8, 240, 24, 48, 2, 0, CodecProfile.REFERENCE);
        Session session = new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, 1)),
                Optional.empty(),
                TrainingProgress.NONE,
                Map.of());
        SessionFiles.save(session, folder.resolve(name), WeightFormat.FLOAT16);
        return folder.resolve(name);
    }

    private Path bundled() throws IOException {
        Path file = folder.resolve("bundled.amadeus");
        try (InputStream in = BundledModel.open()) {
            Files.copy(in, file);
        }
        return file;
    }
}
