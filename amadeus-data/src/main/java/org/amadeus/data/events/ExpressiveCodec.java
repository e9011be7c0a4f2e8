package org.amadeus.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * The codec of new models. Rests too short for an event are carried on, so that every event's quantised time lies within
 * 15.4 ms of the true one at any length; notes keep their lengths; a velocity event appears only where the bin changes.
 * What it encodes is canonical: {@code encode(decode(encode(x)))} equals {@code encode(x)}.
 */
final class ExpressiveCodec implements EventCodec {
    /** Shorter than the shortest time shift, so that a note of this length encodes as it was decoded. */
    static final double SHORTEST_NOTE = 0.010;
    /** How long a note may sound that is never ended, seconds. */
    private static final double LONGEST_UNENDED = 5.0;

    private static final int DEFAULT_VELOCITY = 64;
    /** 128 velocities in 32 bins of four, 1 .. 4 being the first; each decodes to its middle. */
    private static final int BIN_WIDTH = 4;

    @Override
    public CodecProfile profile() {
        return CodecProfile.EXPRESSIVE;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public NoteSequence read(MidiFile midi, boolean pedal) {
        return midi.notes(pedal);
    }

    @Override
    public EventSequence encode(NoteSequence notes) {
        return new ExpressiveEncoder(this).encode(notes);
    }

    @Override
    public EventSequence stretched(EventSequence events, double factor) {
        return new ExpressiveEncoder(this).encode(KeyMoves.of(events, factor), 0);
    }

    @Override
    public NoteSequence decode(EventSequence events) {
        List<Note> notes = new ArrayList<>(events.size() / 3 + 1);
        int[] sounding = new int[128];
        Arrays.fill(sounding, -1);
        double time = 0;
        int velocity = DEFAULT_VELOCITY;
        for (int i = 0; i < events.size(); i++) {
            int event = events.get(i);
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            } else if (EventVocabulary.isVelocity(event)) {
                velocity = velocity(event);
            } else {
                int pitch = EventVocabulary.pitch(event);
                boolean struck = EventVocabulary.isNoteOn(event);
                end(notes, sounding[pitch], time, struck);
                sounding[pitch] = struck ? notes.size() : -1;
                if (struck) {
                    notes.add(new Note(time, time, pitch, velocity));
                }
            }
        }
        for (int note : sounding) {
            end(notes, note, time, true);
        }
        return NoteSequence.of(notes);
    }

    private static void end(List<Note> notes, int index, double time, boolean hanging) {
        if (index >= 0) {
            Note note = notes.get(index);
            double end = hanging ? Math.min(time, note.start() + LONGEST_UNENDED) : time;
            notes.set(index, note.endingAt(Math.max(end, note.start() + SHORTEST_NOTE)));
        }
    }

    @Override
    public MidiFile write(NoteSequence notes) {
        return MidiFileBuilder.of("Piano", notes);
    }

    @Override
    public double shortestNote() {
        return SHORTEST_NOTE;
    }

    @Override
    public boolean velocityBeforeEveryNote() {
        return false;
    }

    @Override
    public boolean carriesRests() {
        return true;
    }

    @Override
    public boolean usesPedal() {
        return true;
    }

    @Override
    public int velocity(int velocityEvent) {
        return (velocityEvent - EventVocabulary.VELOCITY) * BIN_WIDTH + 2;
    }

    @Override
    public int velocityEvent(int velocity) {
        return EventVocabulary.VELOCITY + Math.max(velocity - 1, 0) / BIN_WIDTH;
    }
}
