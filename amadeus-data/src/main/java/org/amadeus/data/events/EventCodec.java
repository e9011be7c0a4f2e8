package org.amadeus.data.events;

import org.amadeus.data.CodecProfile;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.notes.NoteSequence;

/**
 * Everything that one {@link CodecProfile} decides: which notes it finds in a MIDI file, how notes become events and
 * back, what music is made of them while it is played, and the file that is written. One class a profile; nothing else
 * asks which profile it has before it. Stateless and thread-safe.
 */
public interface EventCodec {
    CodecProfile profile();

    /**
     * Raised by one whenever {@link #read} or {@link #encode} make other events of the same file than before, so that no
     * dataset holds both.
     */
    int version();

    /**
     * The notes of a MIDI file, percussion left out. Times are those of the file.
     *
     * @param pedal whether the sustain pedal lengthens notes, where the profile hears it at all
     * @throws org.amadeus.data.midi.MidiFormatException where the profile cannot read such a file, or the music lasts
     *                                                   over 24 hours
     */
    NoteSequence read(MidiFile midi, boolean pedal);

    /**
     * The events of these notes. Time starts at the first note. Notes outside the piano's range (21 .. 108) have no
     * events; where no note is left the result is empty.
     */
    EventSequence encode(NoteSequence notes);

    /**
     * These events played slower or faster: what {@link #encode} makes of the same strokes and releases at other times.
     * Of music that was cut out of a piece too: a note that began before it ends, one that is held at its end goes on. A
     * rest after the last stroke or release is left out.
     *
     * @param factor how many times as long everything takes, above 0 (2 is half the speed)
     */
    EventSequence stretched(EventSequence events, double factor);

    /** The notes of these events, any events: what a model made need not be well-formed. Starts at 0 s. */
    NoteSequence decode(EventSequence events);

    /** The MIDI file of notes that were decoded. */
    MidiFile write(NoteSequence notes);

    /** The velocity a velocity event stands for, 1 .. 127. */
    int velocity(int velocityEvent);

    /** The velocity event that stands for this velocity, 0 .. 127. */
    int velocityEvent(int velocity);

    /** A player of this profile's events, from silence on: what {@link #decode} does, event by event. */
    default EventPlayer player(EventPlayer.Keys keys) {
        return new EventPlayer(this, keys);
    }

    /** The length of the shortest note that is decoded, seconds, above 0: one that ends earlier sounds as long. */
    double shortestNote();

    /** Whether each note on has a velocity event before it; else only where the velocity changes. */
    boolean velocityBeforeEveryNote();

    /** Whether a rest too short for an event is added to the next one; else it is dropped. */
    boolean carriesRests();

    /** Whether the sustain pedal lengthens notes. */
    boolean usesPedal();

    /** The codec of a profile: the one place where a new profile is entered. */
    static EventCodec of(CodecProfile profile) {
        return switch (profile) {
            case REFERENCE -> new ReferenceCodec();
            case EXPRESSIVE -> new ExpressiveCodec();
        };
    }
}
