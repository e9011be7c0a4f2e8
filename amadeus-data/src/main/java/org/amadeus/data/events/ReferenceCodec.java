package org.amadeus.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * The Python implementation's codec, number for number. It loses rests below 15.4 ms, stretches short notes to 0.25 s
 * and rounds velocities up; weights trained on its events need it as it is.
 */
final class ReferenceCodec implements EventCodec {
    /** Takes up the rounding of sums, so that events that are stretched by 1 stay as they are. */
    private static final double ROUNDING = 1e-9;

    private static final double SHORTEST_NOTE = 0.25;
    private static final double UNENDED_NOTE = 1.0;
    private static final int DEFAULT_VELOCITY = 64;
    private static final int LOWEST_VELOCITY = 21;
    private static final int HIGHEST_VELOCITY = 108;
    /** The reference's arange(21, 109, 88 / 31) has 31 bins: index 31 lies above the last and decodes like index 30. */
    private static final int BINS = 31;

    private static final double BIN_WIDTH = 88.0 / 31;

    @Override
    public CodecProfile profile() {
        return CodecProfile.REFERENCE;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public NoteSequence read(MidiFile midi, boolean pedal) {
        return midi.prettyMidiNotes();
    }

    @Override
    public EventSequence encode(NoteSequence notes) {
        double origin = notes.start();
        List<TimedEvent> timed = new ArrayList<>(3 * notes.size());
        for (Note note : notes) {
            int pitch = note.pitch();
            if (pitch >= EventVocabulary.LOWEST_PITCH && pitch <= EventVocabulary.HIGHEST_PITCH) {
                double start = note.start() - origin;
                timed.add(new TimedEvent(start, velocityEvent(note.velocity())));
                timed.add(new TimedEvent(start, EventVocabulary.noteOn(pitch)));
                timed.add(new TimedEvent(note.end() - origin, EventVocabulary.noteOff(pitch)));
            }
        }
        timed.sort(Comparator.comparingDouble(TimedEvent::time));

        EventSequence.Builder events = new EventSequence.Builder(2 * timed.size());
        for (int i = 0; i < timed.size(); i++) {
            events.add(timed.get(i).event());
            if (i + 1 < timed.size()) {
                addRest(events, timed.get(i + 1).time() - timed.get(i).time());
            }
        }
        return events.build();
    }

    /** Each event at its time, as {@link #encode} writes it: rests too short for an event are lost. */
    @Override
    public EventSequence stretched(EventSequence events, double factor) {
        EventSequence.Builder stretched = new EventSequence.Builder(events.size());
        double rest = 0;
        for (int i = 0; i < events.size(); i++) {
            int event = events.get(i);
            if (EventVocabulary.isTimeShift(event)) {
                rest += EventVocabulary.seconds(event);
            } else {
                addRest(stretched, rest * factor + ROUNDING);
                rest = 0;
                stretched.add(event);
            }
        }
        return stretched.build();
    }

    private static void addRest(EventSequence.Builder events, double interval) {
        double shifted = 0;
        while (interval - shifted >= TimeShifts.SHORTEST) {
            int shift = TimeShifts.longestWithin(interval - shifted);
            events.add(shift);
            shifted += EventVocabulary.seconds(shift);
        }
    }

    @Override
    public NoteSequence decode(EventSequence events) {
        List<Note> notes = new ArrayList<>(events.size() / 4 + 1);
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
            } else if (EventVocabulary.isNoteOn(event)) {
                int pitch = EventVocabulary.pitch(event);
                sounding[pitch] = notes.size();
                notes.add(new Note(time, time + UNENDED_NOTE, pitch, velocity));
            } else {
                int pitch = EventVocabulary.pitch(event);
                if (sounding[pitch] >= 0) {
                    Note note = notes.get(sounding[pitch]);
                    notes.set(sounding[pitch], note.endingAt(Math.max(time, note.start() + SHORTEST_NOTE)));
                    sounding[pitch] = -1;
                }
            }
        }
        return NoteSequence.of(notes);
    }

    /** As the Python implementation writes it: bright piano, 220 ticks a beat, velocities drawn towards 64. */
    @Override
    public MidiFile write(NoteSequence notes) {
        List<Note> softened = new ArrayList<>(notes.size());
        for (Note note : notes) {
            int velocity = (int) ((note.velocity() - 64) * 0.8 + 64);
            softened.add(new Note(note.start(), note.end(), note.pitch(), velocity));
        }
        MidiFileBuilder builder = new MidiFileBuilder(220, 120);
        builder.track("NoteSeq").program(0, 1).notes(0, NoteSequence.of(softened));
        return builder.build();
    }

    @Override
    public double shortestNote() {
        return SHORTEST_NOTE;
    }

    @Override
    public boolean velocityBeforeEveryNote() {
        return true;
    }

    @Override
    public boolean carriesRests() {
        return false;
    }

    @Override
    public boolean usesPedal() {
        return false;
    }

    @Override
    public int velocity(int velocityEvent) {
        int bin = Math.min(velocityEvent - EventVocabulary.VELOCITY, BINS - 1);
        return (int) (LOWEST_VELOCITY + bin * BIN_WIDTH);
    }

    @Override
    public int velocityEvent(int velocity) {
        int clamped = Math.min(Math.max(velocity, LOWEST_VELOCITY), HIGHEST_VELOCITY);
        int bin = 0;
        while (bin < BINS && LOWEST_VELOCITY + bin * BIN_WIDTH < clamped) {
            bin++;
        }
        return EventVocabulary.VELOCITY + bin;
    }
}
