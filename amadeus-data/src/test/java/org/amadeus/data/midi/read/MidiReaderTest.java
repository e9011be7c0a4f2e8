package org.amadeus.data.midi.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.junit.jupiter.api.Test;

class MidiReaderTest {
    private static final int[] END = {0, 0xFF, 0x2F, 0};

    private static MidiFile read(byte[] bytes) {
        return MidiReader.parse("a.mid", bytes, Tolerance.STRICT);
    }

    private static MidiFormatException refusal(byte[] bytes) {
        return assertThrows(MidiFormatException.class, () -> read(bytes));
    }

    private static int[] track(int... events) {
        int[] body = Arrays.copyOf(events, events.length + END.length);
        System.arraycopy(END, 0, body, events.length, END.length);
        return body;
    }

    @Test
    void runningStatusGoesOnAcrossMetaAndSystemExclusiveEvents() {
        MidiFile file = read(Smf.file(
                0,
                480,
                track(
                        0, 0x90, 60, 64, // note on
                        10, 0xFF, 1, 2, 'h', 'i', // text
                        10, 62, 65, // note on by running status
                        10, 0xF0, 2, 1, 0xF7, // system exclusive
                        10, 60, 0)));
        List<MidiEvent> events = file.tracks().get(0).events();
        assertEquals(new ChannelMessage(20, 0x90, 62, 65), events.get(2));
        assertEquals(new ChannelMessage(40, 0x90, 60, 0), events.get(4));
    }

    @Test
    void deltaTimesOfAnyLengthAddUp() {
        MidiFile file = read(Smf.file(
                0,
                480,
                track(
                        0xFF, 0xFF, 0xFF, 0x7F, 0x90, 60, 64, // the longest delta
                        0xFF, 0xFF, 0xFF, 0x7F, 60, 0)));
        assertEquals(2L * ((1 << 28) - 1), file.tracks().get(0).events().get(1).tick());
    }

    @Test
    void aRiffWrapperIsTakenOff() {
        byte[] midi = Smf.file(0, 480, track(0, 0x90, 60, 64, 100, 60, 0));
        byte[] size = Smf.bytes(midi.length & 255, midi.length >> 8, 0, 0);
        byte[] riff = Smf.join(
                "RIFF".getBytes(),
                Smf.bytes(0, 0, 0, 0),
                "RMID".getBytes(),
                "INFO".getBytes(),
                Smf.bytes(3, 0, 0, 0),
                Smf.bytes(1, 2, 3, 0),
                "data".getBytes(),
                size,
                midi);
        assertEquals(1, read(riff).notes().size());
        assertTrue(refusal(Smf.join("RIFF".getBytes(), Smf.bytes(0, 0, 0, 0), "WAVE".getBytes()))
                .getMessage()
                .contains("expected RMID"));
    }

    @Test
    void aSystemExclusiveEventEndsWhereItsMessageDoes() {
        int[][] starts = {
            {0, 0xF0, 6, 0x7E, 0x7F, 9, 1, 0xF7}, // one too many: the delta time that follows
            {0, 0xF0, 0x20, 0x7E, 0x7F, 9, 1, 0xF7}, // far too many
            {0, 0xF0, 0x7E, 0x7F, 9, 1, 0xF7} // none: the first byte of the message is in its place
        };
        for (int[] start : starts) {
            byte[] file = Smf.file(
                    0,
                    96,
                    IntStream.concat(IntStream.of(start), IntStream.of(0, 0x90, 60, 64, 100, 60, 0, 0, 0xFF, 0x2F, 0))
                            .toArray());
            MidiFile read = MidiReader.parse("a.mid", file, Tolerance.USUAL);
            assertEquals(1, read.notes().size());
            assertEquals(1, read.warnings().size());
            assertTrue(
                    read.warnings()
                            .get(0)
                            .startsWith("a.mid: track 0, byte 24: a system exclusive event's length says "),
                    read.warnings()::toString);
            assertThrows(MidiFormatException.class, () -> MidiReader.parse("a.mid", file, Tolerance.STRICT));
        }
    }

    @Test
    void aSystemExclusiveEventInParts() {
        MidiFile read = MidiReader.parse(
                "a.mid",
                Smf.file(0, 96, track(0, 0xF0, 3, 0x7E, 0x7F, 9, 0, 0xF7, 2, 1, 0xF7, 0, 0x90, 60, 64, 100, 60, 0)),
                Tolerance.STRICT);
        assertEquals(1, read.notes().size());
    }

    @Test
    void bytesBehindTheEndOfATrackAreTold() {
        byte[] padded = Smf.file(0, 96, track(0, 0x90, 60, 64, 100, 60, 0, 0, 0xFF, 0x2F, 0, 0, 0, 0));
        assertEquals(
                List.of(), MidiReader.parse("a.mid", padded, Tolerance.STRICT).warnings());
        byte[] more =
                Smf.file(0, 96, track(0, 0x90, 60, 64, 100, 60, 0, 0, 0xFF, 0x2F, 0, 0, 0x90, 62, 64, 100, 62, 0));
        MidiFile read = MidiReader.parse("a.mid", more, Tolerance.USUAL);
        assertEquals(1, read.notes().size());
        assertEquals(1, read.warnings().size(), read.warnings()::toString);
        assertTrue(read.warnings().get(0).endsWith(" behind its end of track event, not read"));
    }

    @Test
    void aFileCutInItsLastEndOfTrackHasAllOfTheMusic() {
        byte[] whole = Smf.join(
                Smf.header(1, 2, 96), Smf.track(track(0, 0xC0, 3)), Smf.track(track(0, 0x90, 60, 64, 100, 60, 0)));
        for (int missing = 1; missing <= 4; missing++) {
            byte[] cut = Arrays.copyOf(whole, whole.length - missing);
            MidiFile file = MidiReader.parse("a.mid", cut, Tolerance.USUAL);
            assertEquals(1, file.notes().size());
            assertEquals(
                    List.of("a.mid: track 1, byte " + cut.length
                            + ": the file ends in the end of track event (expected " + missing
                            + (missing == 1 ? " more byte" : " more bytes") + "), after all of the music"),
                    file.warnings());
            refusal(cut);
        }
        int first = Smf.join(Smf.header(1, 2, 96), Smf.track(track(0, 0xC0, 3))).length;
        for (int end : new int[] {whole.length - 5, whole.length - 7, first - 1, first - 4}) {
            byte[] cut = Arrays.copyOf(whole, end);
            assertThrows(MidiFormatException.class, () -> MidiReader.parse("a.mid", cut, Tolerance.USUAL), "at " + end);
        }
    }

    @Test
    void whatRealFilesDoWrongIsGotBy() {
        byte[] alien = Smf.chunk("XFIH", Smf.bytes(1, 2, 3));
        byte[] withoutEnd = Smf.track(0, 0x90, 60, 64, 100, 60, 0);
        byte[] file = Smf.join(
                Smf.header(1, 2, 96),
                alien,
                withoutEnd,
                Smf.track(0, 0xF8, 0, 0xF3, 1, 0, 0x90, 64, 64, 9, 64, 0),
                "junk".getBytes());
        MidiFile read = MidiReader.parse("a.mid", file, Tolerance.USUAL);
        assertEquals(2, read.notes().size());
        assertEquals(List.of("a.mid: track 1, byte 60: 4 bytes that are no chunk"), read.warnings());
    }

    @Test
    void smpteTicksHaveALengthOfTheirOwn() {
        MidiFile file = read(Smf.file(0, 0xE728, track(0, 0xFF, 0x51, 3, 1, 0, 0, 0, 0x90, 60, 64, 100, 60, 0)));
        assertEquals(new Division.Smpte(25, 40), file.division());
        assertEquals(0.1, file.notes().get(0).end(), 1e-12);
        assertThrows(MidiFormatException.class, file::prettyMidiNotes);
        byte[] dropFrame = Smf.file(0, 0xE304, track(0, 0x90, 60, 64, 120, 60, 0));
        assertEquals(120 * 1001 / 120000.0, read(dropFrame).notes().get(0).end(), 1e-12);
    }

    @Test
    void faultsAreNamedWithTheirPlace() {
        assertEquals("a.mid: byte 0: the file is empty", refusal(new byte[0]).getMessage());
        assertEquals(
                "a.mid: byte 0: no MIDI file: expected MThd",
                refusal("RIFX".getBytes()).getMessage());
        assertEquals(
                "a.mid: byte 8: format 3, expected 0, 1 or 2",
                refusal(Smf.file(3, 96, track())).getMessage());
        assertEquals(
                "a.mid: byte 12: 0 ticks a beat, expected 1 .. 32767",
                refusal(Smf.file(1, 0, track())).getMessage());
        assertEquals(
                "a.mid: byte 12: 26 frames a second, expected 24, 25, 29 or 30",
                refusal(Smf.file(1, 0xE610, track())).getMessage());
        assertEquals("a.mid: byte 14: no tracks", refusal(Smf.header(1, 0, 96)).getMessage());
        assertEquals(
                "a.mid: byte 14: the file ends after 0 tracks, its header declares 65535",
                refusal(Smf.header(1, 65535, 96)).getMessage());
        MidiFormatException data = refusal(Smf.file(1, 96, track(), track(0, 0x90, 60, 0x95)));
        assertEquals(
                "a.mid: track 1, byte 37: data byte 0x95 of a channel message, expected 0x00 .. 0x7f",
                data.getMessage());
        assertEquals("a.mid", data.file());
        assertEquals(1, data.track());
        assertEquals(37, data.offset());
        assertTrue(data.reason().startsWith("data byte"));
        assertTrue(refusal(Smf.file(0, 96, track(0, 60, 64)))
                .getMessage()
                .contains("byte 0x3c in the place of a status byte"));
        assertTrue(refusal(Smf.file(0, 96, track(0x80, 0x80, 0x80, 0x80, 0, 0x90, 60, 64)))
                .getMessage()
                .contains("a delta time is a number of more than four bytes"));
        assertTrue(refusal(Smf.file(0, 96, new int[] {0, 0x90, 60}))
                .getMessage()
                .endsWith("ends in the middle of an event (expected 1 more byte)"));
    }

    @Test
    void declaredLengthsAreNotBelieved() {
        byte[] sysex = Smf.file(0, 96, new int[] {0, 0xF0, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3});
        assertTrue(refusal(sysex).getMessage().contains("expected 268,435,452 more bytes"));
        byte[] hugeTrack = Smf.join(
                Smf.header(0, 1, 96), "MTrk".getBytes(), Smf.bytes(255, 255, 255, 255), Smf.bytes(0, 0x90, 60, 64));
        assertTrue(refusal(hugeTrack).getMessage().contains("ends before the track's end of track event"));
        byte[] hugeHeader = Smf.join("MThd".getBytes(), Smf.bytes(127, 255, 255, 255, 0, 0, 0, 1, 0, 96, 1, 2));
        assertEquals(
                "a.mid: byte 4: a header of 2,147,483,647 bytes, expected 6",
                refusal(hugeHeader).getMessage());
        byte[] hugeAlien = Smf.join(Smf.header(0, 1, 96), "ABCD".getBytes(), Smf.bytes(255, 255, 255, 255));
        assertTrue(refusal(hugeAlien).getMessage().contains("no track: expected MTrk"));
        assertTrue(refusal(new byte[MidiReader.LARGEST_FILE + 1]).getMessage().contains("larger than 16 MiB"));
    }

    @Test
    void leniencyKeepsWhatCameBeforeTheDamage() {
        byte[] whole = Smf.file(
                1, 96, track(0, 0x90, 60, 64, 96, 60, 0), track(0, 0x90, 64, 64, 96, 64, 0, 0, 65, 64, 96, 65, 0));
        byte[] cut = Arrays.copyOf(whole, whole.length - 7);
        refusal(cut);
        MidiFile file = MidiReader.parse("a.mid", cut, Tolerance.LENIENT);
        assertEquals(1, file.warnings().size(), file.warnings().toString());
        assertEquals(
                List.of(60, 64, 65),
                file.notes().asList().stream().map(Note::pitch).sorted().toList());
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        byte[] bytes = Smf.file(
                1,
                0xE250,
                track(0, 0xFF, 3, 1, 'x', 0, 0xC1, 5, 0x81, 0, 0x91, 60, 64, 10, 0xF0, 2, 9, 0xF7, 0, 0xB1, 64, 127),
                track(0, 0xE0, 0, 64));
        MidiFile file = read(bytes);
        MidiFile again = read(MidiWriter.toBytes(file));
        assertEquals(file.division(), again.division());
        assertArrayEquals(MidiWriter.toBytes(file), MidiWriter.toBytes(again));
        assertEquals("x", again.tracks().get(0).name());
    }

    @Test
    void aRestLongerThanADeltaTimeIsWrittenInParts() {
        byte[] longest = Smf.bytes(0xFF, 0xFF, 0xFF, 0x7F, 0xF8);
        byte[] body = Smf.join(longest, longest, longest, Smf.bytes(7, 0x90, 60, 64, 0, 0xFF, 0x2F, 0));
        MidiFile file = read(Smf.join(Smf.header(0, 1, 96), Smf.chunk("MTrk", body)));
        MidiFile again = read(MidiWriter.toBytes(file));
        assertEquals(3L * ((1 << 28) - 1) + 7, again.lastTick());
        assertEquals(DamagedMidi.messages(file), DamagedMidi.messages(again));
    }

    @Test
    void aFileInAStreamIsReadToItsEnd() throws IOException {
        byte[] bytes = Smf.file(0, 96, track(0, 0x90, 60, 64, 96, 60, 0));
        assertEquals(
                1,
                MidiReader.read("stream", new ByteArrayInputStream(bytes), Tolerance.STRICT)
                        .notes()
                        .size());
    }
}
