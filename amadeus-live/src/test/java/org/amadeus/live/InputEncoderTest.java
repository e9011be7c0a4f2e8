package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.keyboard.Keyboard;
import org.amadeus.live.keyboard.KeysDown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputEncoderTest {
    private final IntStream.Builder heard = IntStream.builder();

    /** A keyboard of which only keys and pedal matter; channel 1. */
    private Keyboard keyboard(CodecProfile profile) {
        KeysDown down = new KeysDown();
        InputEncoder encoder = new InputEncoder(EventCodec.of(profile), down, heard);
        return new Keyboard(new Keyboard.Listener() {
            @Override
            public void strike(double now, int pitch, int velocity) {
                down.strike(now, pitch);
                encoder.noteOn(now, pitch, velocity);
            }

            @Override
            public void release(double now, int pitch) {
                down.release(pitch);
                encoder.noteOff(now, pitch);
            }

            @Override
            public void pedal(double now, int value) {
                if (down.pedal(value >= 64) && value < 64) {
                    encoder.pedalUp(now);
                }
            }

            @Override
            public void other(double now, int status, int data1, int data2) {
                // Neither key nor pedal.
            }
        });
    }

    private record Move(double time, boolean down, Note note) {}

    /** What a player hears live is what the codec reads from the file. */
    @ParameterizedTest
    @EnumSource(CodecProfile.class)
    void liveAndFromFileAreTheSame(CodecProfile profile) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Note> notes = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < 400; i++) {
            // Two moves of one instant have an order in the file that fingers need not keep: no two here.
            time += 0.02 + random.nextDouble() * 0.3;
            notes.add(new Note(time, time + 0.017 + random.nextDouble() * 1.5, 30 + i % 61, 1 + random.nextInt(127)));
        }
        List<Move> moves = new ArrayList<>();
        for (Note note : notes) {
            moves.add(new Move(note.start(), true, note));
            moves.add(new Move(note.end(), false, note));
        }
        moves.sort(Comparator.comparingDouble(Move::time));
        Keyboard keys = keyboard(profile);
        for (Move move : moves) {
            if (move.down) {
                keys.message(move.time, 0x90, move.note.pitch(), move.note.velocity());
            } else {
                keys.message(move.time, 0x80, move.note.pitch(), 0);
            }
        }
        NoteSequence asPlayed =
                EventCodec.of(profile).decode(EventCodec.of(profile).encode(NoteSequence.of(notes)));
        EventSequence live = EventSequence.of(heard.build().toArray());
        NoteSequence asHeard = EventCodec.of(profile).decode(live);
        assertEquals(asPlayed.size(), asHeard.size(), "seed " + seed);
        for (int i = 0; i < asPlayed.size(); i++) {
            Note a = asPlayed.get(i);
            Note b = asHeard.get(i);
            assertEquals(a.pitch(), b.pitch(), "seed " + seed);
            assertEquals(a.velocity(), b.velocity(), "seed " + seed);
            assertEquals(a.start(), b.start(), 1e-6, "seed " + seed);
            assertEquals(a.end(), b.end(), 1e-6, "seed " + seed);
        }
    }

    @Test
    void thePedalLengthensNotesUntilItLifts() {
        Keyboard keys = keyboard(CodecProfile.EXPRESSIVE);
        keys.message(0, 0xB0, 64, 127);
        keys.message(0, 0x90, 60, 64);
        keys.message(0, 0x90, 64, 64);
        keys.message(0.5, 0x80, 60, 0);
        keys.message(1.0, 0xB0, 64, 0);
        keys.message(1.5, 0x80, 64, 0);
        int[] events = heard.build().toArray();
        double time = 0;
        double off60 = -1;
        double off64 = -1;
        for (int event : events) {
            time += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
            off60 = event == EventVocabulary.noteOff(60) ? time : off60;
            off64 = event == EventVocabulary.noteOff(64) ? time : off64;
        }
        assertEquals(1.0, off60, 0.016);
        assertEquals(1.5, off64, 0.016);
    }

    @Test
    void aPedalledPitchStruckAgainEndsFirst() {
        Keyboard keys = keyboard(CodecProfile.EXPRESSIVE);
        keys.message(0, 0xB0, 64, 127);
        keys.message(0, 0x90, 60, 64);
        keys.message(0, 0x80, 60, 0);
        keys.message(0, 0x90, 60, 64);
        int velocity = EventCodec.of(CodecProfile.EXPRESSIVE).velocityEvent(64);
        assertArrayEquals(
                new int[] {velocity, EventVocabulary.noteOn(60), EventVocabulary.noteOff(60), EventVocabulary.noteOn(60)
                },
                heard.build().toArray());
    }

    @Test
    void keysBeyondThePianoAreNotHeard() {
        Keyboard keys = keyboard(CodecProfile.EXPRESSIVE);
        keys.message(0, 0x90, 20, 64);
        keys.message(1, 0x80, 20, 0);
        keys.message(2, 0x90, 109, 64);
        assertEquals(0, heard.build().count());
    }

    @Test
    void aLongSilenceIsHeardAsFourSeconds() {
        Keyboard keys = keyboard(CodecProfile.EXPRESSIVE);
        keys.message(0, 0x90, 60, 64);
        keys.message(0.1, 0x80, 60, 0);
        keys.message(3600, 0x90, 60, 64);
        double time = heard.build()
                .filter(EventVocabulary::isTimeShift)
                .mapToDouble(EventVocabulary::seconds)
                .sum();
        assertEquals(4.1, time, 0.04);
    }
}
