package org.amadeus.data.midi.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What programs write wrong, done to right files one fault at a time: either all of the music is read and a warning says
 * what was wrong, or the file is refused. The seed of a failure is its repetition.
 */
class DamagedMidiTest {
    private static final int TIMES = 60;

    private Random random;
    private DamagedMidi midi;
    private MidiFile right;

    @BeforeEach
    void draw(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        midi = new DamagedMidi(random);
        right = MidiReader.parse("right", midi.whole(), Tolerance.STRICT);
    }

    private void assertRecovered(byte[] damaged, String what) {
        MidiFile file = MidiReader.parse("x", damaged, Tolerance.USUAL);
        assertEquals(DamagedMidi.messages(right), DamagedMidi.messages(file), what);
        assertEquals(right.notes(), file.notes(), what);
        assertFalse(file.warnings().isEmpty(), what + ": no word");
        assertThrows(MidiFormatException.class, () -> MidiReader.parse("x", damaged, Tolerance.STRICT), what);
    }

    @RepeatedTest(TIMES)
    void theLengthsOfAWrapperMayBeWrong() {
        byte[] file = midi.whole();
        int[] wrong = {0, random.nextInt(file.length), file.length + 1 + random.nextInt(1000), Integer.MAX_VALUE, -1};
        for (int length : wrong) {
            assertRecovered(wrapped(length, random.nextInt(), file), "a data chunk of " + length);
        }
        for (int whole : wrong) {
            assertQuiet(wrapped(file.length, whole, file), "a wrapper of " + whole);
        }
    }

    /** In a RIFF file, behind a chunk of odd length with or without its padding. */
    private byte[] wrapped(int length, int whole, byte[] file) {
        return Smf.join(
                "RIFF".getBytes(),
                littleEndian(whole),
                "RMIDLIST".getBytes(),
                littleEndian(3),
                Smf.bytes(random.nextBoolean() ? new int[] {1, 2, 3, 0} : new int[] {1, 2, 3}),
                "data".getBytes(),
                littleEndian(length),
                file);
    }

    private static byte[] littleEndian(int value) {
        return Smf.bytes(value, value >> 8, value >> 16, value >> 24);
    }

    private void assertQuiet(byte[] unusual, String what) {
        MidiFile file = MidiReader.parse("x", unusual, Tolerance.STRICT);
        assertEquals(DamagedMidi.messages(right), DamagedMidi.messages(file), what);
    }

    @RepeatedTest(TIMES)
    void anyTracksLengthMayBeWrong() {
        for (int track = 0; track < midi.tracks.size(); track++) {
            byte[] body = midi.tracks.get(track);
            long[] lengths = {0, 1, body.length / 2, body.length - 1, body.length + 1, body.length + 6, 0xFFFFFFFFL};
            for (long length : lengths) {
                List<byte[]> chunks = midi.chunks();
                chunks.set(track, DamagedMidi.chunkOf(body, length));
                assertRecovered(DamagedMidi.file(chunks.size(), chunks), "track " + track + ", length " + length);
            }
        }
    }

    @RepeatedTest(TIMES)
    void allTracksLengthsMayBeWrong() {
        for (int by : new int[] {-1000, -5, 7, 1000}) {
            List<byte[]> chunks = new ArrayList<>();
            midi.tracks.forEach(body -> chunks.add(DamagedMidi.chunkOf(body, Math.max(0, body.length + by))));
            assertRecovered(DamagedMidi.file(chunks.size(), chunks), "all by " + by);
        }
    }

    @RepeatedTest(TIMES)
    void aTrackMaySwallowTheNext() {
        if (midi.tracks.size() > 1) {
            List<byte[]> chunks = midi.chunks();
            byte[] body = midi.tracks.get(0);
            chunks.set(0, DamagedMidi.chunkOf(body, body.length + (long) chunks.get(1).length));
            assertRecovered(DamagedMidi.file(chunks.size(), chunks), "the next track counted in");
        }
    }

    @RepeatedTest(TIMES)
    void theNumberOfTracksMayBeWrong() {
        for (int declared : new int[] {0, 1, midi.tracks.size() - 1, midi.tracks.size() + 1, 0xFFFF}) {
            if (declared >= 0 && declared != midi.tracks.size()) {
                assertRecovered(DamagedMidi.file(declared, midi.chunks()), declared + " declared");
            }
        }
    }

    @RepeatedTest(TIMES)
    void chunksOfOtherKindsMayStandAnywhereCountedOrNot() {
        for (int place = 0; place <= midi.tracks.size(); place++) {
            List<byte[]> chunks = midi.chunks();
            chunks.add(place, midi.vendor());
            assertQuiet(DamagedMidi.file(midi.tracks.size(), chunks), "before " + place);
            assertRecovered(DamagedMidi.file(chunks.size(), chunks), "counted, before " + place);
            if (place < midi.tracks.size()) {
                byte[] vendor = chunks.get(place).clone();
                vendor[7] += 9;
                chunks.set(place, vendor);
                assertRecovered(DamagedMidi.file(midi.tracks.size(), chunks), "of a wrong length, before " + place);
            }
        }
    }

    @RepeatedTest(TIMES)
    void theHeadersLengthMayBeWrong() {
        for (int length : new int[] {0, 2, 5, 7, 14, 100_000}) {
            byte[] bytes = midi.whole();
            System.arraycopy(Smf.bytes(length >> 24, length >> 16, length >> 8, length), 0, bytes, 4, 4);
            assertRecovered(bytes, "a header of " + length);
        }
        byte[] longer = Smf.join(midi.whole(), new byte[3]);
        System.arraycopy(midi.whole(), 14, longer, 17, midi.whole().length - 14);
        longer[7] = 9;
        assertQuiet(longer, "a header of 9 that is 9");
    }

    @RepeatedTest(TIMES)
    void bytesMayStandBetweenChunksAndAroundThem() {
        byte[] junk = new byte[1 + random.nextInt(40)];
        Arrays.fill(junk, (byte) (random.nextBoolean() ? 0 : 0xAA));
        assertRecovered(Smf.join(junk, midi.whole()), "before the header");
        for (int place = 0; place < midi.tracks.size(); place++) {
            List<byte[]> chunks = midi.chunks();
            chunks.add(place, junk);
            assertRecovered(DamagedMidi.file(midi.tracks.size(), chunks), junk.length + " bytes before " + place);
        }
        assertQuiet(Smf.join(midi.whole(), junk), "after all");
        assertQuiet(Smf.join(midi.whole(), new byte[5000]), "padding");
    }

    @RepeatedTest(TIMES)
    void anotherFileMayFollowAndIsNotMixedIn() {
        assertRecovered(Smf.join(midi.whole(), new DamagedMidi(random).whole()), "two files in one");
    }

    @RepeatedTest(TIMES)
    void aTrackMayHaveNoEnd() {
        for (int track = 0; track < midi.tracks.size(); track++) {
            List<byte[]> chunks = midi.chunks();
            byte[] body = midi.tracks.get(track);
            chunks.set(track, Smf.chunk("MTrk", Arrays.copyOf(body, body.length - 4)));
            assertQuiet(DamagedMidi.file(chunks.size(), chunks), "no end of track " + track);
        }
    }

    @RepeatedTest(TIMES)
    void aValueAbove127IsTheHighest() {
        byte[] body = Smf.bytes(0, 0xB0, 7, 255, 0, 0x90, 60, 200, 48, 60, 0, 0, 0x90, 200, 64, 0, 0xFF, 0x2F, 0);
        byte[] put = Smf.bytes(0, 0xB0, 7, 127, 0, 0x90, 60, 127, 48, 60, 0, 0, 0xFF, 0x2F, 0);
        midi.tracks.add(body);
        byte[] damaged = midi.whole();
        midi.tracks.set(midi.tracks.size() - 1, put);
        right = MidiReader.parse("right", midi.whole(), Tolerance.STRICT);
        assertRecovered(damaged, "values above 127");
    }

    @RepeatedTest(TIMES)
    void whatEndsEarlyIsRefusedOrEndsBehindTheMusicOfATrack() {
        byte[] whole = midi.whole();
        int tracks = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                MidiFile file = MidiReader.parse("x", cut, Tolerance.USUAL);
                tracks = file.tracks().size();
                assertTrue(tracks < midi.tracks.size() || whole.length - length <= 5, "cut at " + length);
                assertFalse(file.warnings().isEmpty(), "cut at " + length + ": no word");
                assertEquals(DamagedMidi.messages(right).subList(0, tracks), DamagedMidi.messages(file));
            } catch (MidiFormatException e) {
                assertTrue(e.getMessage().startsWith("x: "), e.getMessage());
            }
        }
        assertEquals(midi.tracks.size(), tracks, "a cut in the last end of track event is read");
    }

    /** A cut track may end where an event does: then the chunk's length says that something is missing. */
    @RepeatedTest(TIMES)
    void whatIsLeftOfADamagedFileIsReadWhereThatIsAskedFor() {
        byte[] whole = midi.whole();
        for (int length = 14 + 12; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            MidiFile file = MidiReader.parse("x", cut, Tolerance.LENIENT);
            assertFalse(file.warnings().isEmpty(), "cut at " + length + ": no word");
            for (int track = 0; track < file.tracks().size(); track++) {
                List<MidiEvent> events = file.tracks().get(track).events();
                assertEquals(
                        right.tracks().get(track).events().stream()
                                .filter(ChannelMessage.class::isInstance)
                                .limit(events.stream()
                                        .filter(ChannelMessage.class::isInstance)
                                        .count())
                                .toList(),
                        events.stream().filter(ChannelMessage.class::isInstance).toList());
            }
        }
    }
}
