package org.amadeus.cli.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.output.ResultStream;
import org.junit.jupiter.api.Test;

class FailuresTest {
    /** What libraries throw where something outside of Java is missing, and what the JVM throws itself. */
    private static final List<Throwable> ERRORS = List.of(
            new UnsatisfiedLinkError("no jnind4jcpu in java.library.path:\n and elsewhere"),
            new ExceptionInInitializerError(new RuntimeException(new UnsatisfiedLinkError("libcuda.so.1: not found"))),
            new NoClassDefFoundError("org/nd4j/Missing"),
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new RuntimeException("wrapped", new UnsatisfiedLinkError("libdnnl.so.3")));

    @Test
    void anErrorIsOneLineAndExitCodeOne() {
        for (Throwable error : ERRORS) {
            String said = died(error);
            assertEquals(1, said.lines().count(), said);
            assertTrue(said.startsWith("amadeus: "), said);
            assertFalse(said.contains("report it"), said);
        }
        assertTrue(died(ERRORS.get(1)).contains("libcuda.so.1"), "the root is named");
    }

    @Test
    void verboseShowsWhere() {
        String said = died(new StackOverflowError(), "generate", "--verbose");
        assertTrue(said.contains("at org.amadeus.cli.error.FailuresTest"), said);
    }

    @Test
    void aFaultOfOursIsToBeReported() {
        assertTrue(died(new AssertionError("impossible")).contains("please report it"));
    }

    /** Where a stream, an iterator or a lambda may throw no other. */
    @Test
    void whatFailsInAStreamIsSaidAsItIs() {
        assertEquals(
                "amadeus: a.mid: no such file or folder",
                died(new UncheckedIOException(new NoSuchFileException("a.mid"))).strip());
    }

    @Test
    void secondsOfDevicesAreChecked() {
        CliRun run = CliRun.of("devices", "--seconds", "-1");
        assertEquals(2, run.exit());
        assertEquals("amadeus: --seconds is -1, expected 0 .. 86400", run.error());
    }

    /** Where picocli itself says "option" twice. */
    @Test
    void aPairWithoutAnEqualsSignIsNamed() {
        CliRun run = CliRun.of("convert", "bundled", "out.amadeus", "--provenance", "licence");
        assertEquals(2, run.exit());
        assertEquals(
                "amadeus: Value for option '--provenance' (KEY=VALUE) should be in KEY=VALUE format but was licence",
                run.error());
    }

    @Test
    void aLostReaderIsNoFailureAndAFullDiskIs() {
        assertEquals(null, after(new IOException("Broken pipe")));
        assertEquals("No space left on device", after(new IOException("No space left on device")));
    }

    private static String after(IOException failure) {
        ResultStream results = new ResultStream(new java.io.OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        });
        PrintWriter out = new PrintWriter(results, true);
        out.println("lost");
        return results.failure() == null ? null : results.failure().getMessage();
    }

    private static String died(Throwable error, String... args) {
        StringWriter err = new StringWriter();
        assertEquals(1, Failures.died(error, new PrintWriter(err, true), args));
        return err.toString();
    }
}
