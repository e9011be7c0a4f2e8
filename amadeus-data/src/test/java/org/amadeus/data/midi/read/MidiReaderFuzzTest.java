package org.amadeus.data.midi.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.performance.PerformanceReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Damaged files end in a typed error or in music, never in anything else, and soon. The seed of a failure is its repetition. */
class MidiReaderFuzzTest {
    private static final List<byte[]> FILES = new ArrayList<>();

    @BeforeAll
    static void load() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/midi"))) {
            for (Path file : files.sorted().toList()) {
                FILES.add(Files.readAllBytes(file));
            }
        }
    }

    @RepeatedTest(20)
    void mutatedFiles(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = FILES.get(random.nextInt(FILES.size())).clone();
                for (int change = random.nextInt(8); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 255);
                }
                digest(random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            }
        });
    }

    @Test
    void everyTruncation() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (byte[] file : FILES) {
                for (int length = 0; length < file.length; length += 1 + file.length / 300) {
                    digest(Arrays.copyOf(file, length));
                }
            }
        });
    }

    private static void digest(byte[] bytes) {
        for (Tolerance tolerance : Tolerance.values()) {
            for (CodecProfile profile : CodecProfile.values()) {
                try {
                    MidiFile file = MidiReader.parse("fuzz.mid", bytes, tolerance);
                    requireThatItCanBeWritten(file);
                    new PerformanceReader(profile).read(file).controls();
                } catch (AmadeusException e) {
                    if (e.getMessage() == null || !e.getMessage().startsWith("fuzz.mid: ")) {
                        throw new AssertionError("an error that does not name the file: " + e, e);
                    }
                }
            }
        }
    }

    private static void requireThatItCanBeWritten(MidiFile file) {
        MidiFile again = MidiReader.parse("again", MidiWriter.toBytes(file), Tolerance.STRICT);
        assertEquals(DamagedMidi.messages(file), DamagedMidi.messages(again));
        assertEquals(file.division(), again.division());
    }
}
