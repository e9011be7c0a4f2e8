package org.amadeus.data.midi.write;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.notes.NoteSequence;

/**
 * Makes a MIDI file from notes in seconds: a first track that holds the tempo, then one for each that is asked for.
 *
 * <pre>
 *   MidiFileBuilder builder = new MidiFileBuilder(480, 120);
 *   builder.track("You").notes(0, played).pedal(0, 1.5, true);
 *   MidiWriter.write(builder.build(), file);
 * </pre>
 */
public final class MidiFileBuilder {
    private static final byte[] FOUR_FOUR = {4, 2, 24, 8};

    private final int ticksPerBeat;
    private final int microsecondsPerBeat;
    private final double secondsPerTick;
    private final List<TrackBuilder> tracks = new ArrayList<>();
    private boolean roundUp;

    /**
     * @param ticksPerBeat   1 .. 32767
     * @param beatsPerMinute the one tempo, 4 .. 6e7
     */
    public MidiFileBuilder(int ticksPerBeat, double beatsPerMinute) {
        this.ticksPerBeat = new Division.Beats(ticksPerBeat).ticksPerBeat();
        this.microsecondsPerBeat = (int) Math.rint(6e7 / beatsPerMinute);
        this.secondsPerTick = 60.0 / (beatsPerMinute * ticksPerBeat);
    }

    /**
     * Rounds times up to the next tick and not to the nearest: read back, no event is early, and the expressive codec,
     * which rounds down, finds the quantised times again.
     */
    public MidiFileBuilder roundingUp() {
        roundUp = true;
        return this;
    }

    /** Adds a track of that name. */
    public TrackBuilder track(String name) {
        TrackBuilder track = new TrackBuilder(this, name);
        tracks.add(track);
        return track;
    }

    /** The file, of format 1. */
    public MidiFile build() {
        List<MidiTrack> built = new ArrayList<>();
        built.add(new MidiTrack(List.of(
                MetaEvent.tempo(0, microsecondsPerBeat),
                new MetaEvent(0, MetaEvent.TIME_SIGNATURE, FOUR_FOUR),
                endOfTrack(1))));
        for (TrackBuilder track : tracks) {
            built.add(track.build());
        }
        return new MidiFile("(made)", 1, new Division.Beats(ticksPerBeat), built, List.of());
    }

    /** A file of one track, as {@link #track} and {@link TrackBuilder#notes} make it. */
    public static MidiFile of(String trackName, NoteSequence notes) {
        MidiFileBuilder builder = new MidiFileBuilder(960, 120).roundingUp();
        builder.track(trackName).program(0, 0).notes(0, notes);
        return builder.build();
    }

    long tick(double seconds) {
        double ticks = seconds / secondsPerTick;
        // A sum of time shifts may lie a rounding error above the tick that it stands for.
        return (long) Math.max(0, roundUp ? Math.ceil(ticks - 1e-6) : Math.rint(ticks));
    }

    static MetaEvent endOfTrack(long tick) {
        return new MetaEvent(tick, MetaEvent.END_OF_TRACK, new byte[0]);
    }
}
