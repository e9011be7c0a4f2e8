package org.amadeus.data.performance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

/** How much of real performances survives being made into events: competition recordings that lie outside the project. */
class RoundTripTest {
    private static final Path RECORDINGS = Path.of(System.getProperty("amadeus.shared"), "data/asap/valid");

    @Test
    void expressiveGivesRealPerformancesBack() throws IOException {
        assumeTrue(Files.isDirectory(RECORDINGS), () -> "no recordings at " + RECORDINGS + ": not compared");
        NoteMatch expressive = roundTrips(CodecProfile.EXPRESSIVE);
        NoteMatch reference = roundTrips(CodecProfile.REFERENCE);

        System.out.println("notes that come back within 50 ms of their onset:");
        System.out.println("  expressive  " + expressive);
        System.out.println("  reference   " + reference);
        assertTrue(expressive.f1() >= 0.99, expressive.toString());
        assertTrue(expressive.worstVelocity() <= 2, expressive.toString());
        assertTrue(reference.f1() < expressive.f1(), reference.toString());
    }

    /** By way of the written file, too: the ticks of the file take nothing away. */
    @Test
    void writtenFilesHoldTheSameMusic() throws IOException {
        assumeTrue(Files.isDirectory(RECORDINGS), () -> "no recordings at " + RECORDINGS + ": not compared");
        PerformanceReader reader = new PerformanceReader(CodecProfile.EXPRESSIVE);
        NoteMatch match = new NoteMatch();
        for (Path file : recordings().subList(0, 20)) {
            Performance performance = reader.read(file);
            MidiFile written = PerformanceMidi.of(performance.events(), CodecProfile.EXPRESSIVE);
            NoteSequence again = reader.read(MidiReader.parse("written", MidiWriter.toBytes(written), Tolerance.STRICT))
                    .notes();
            match.add(performance.notes(), again);
        }
        assertTrue(match.f1() >= 0.99, match.toString());
    }

    private static NoteMatch roundTrips(CodecProfile profile) throws IOException {
        NoteMatch match = new NoteMatch();
        EventCodec codec = EventCodec.of(profile);
        for (Path file : recordings()) {
            Performance performance = new PerformanceReader(profile).read(file);
            match.add(performance.notes(), codec.decode(performance.events()));
        }
        return match;
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.sorted().toList();
        }
    }
}
