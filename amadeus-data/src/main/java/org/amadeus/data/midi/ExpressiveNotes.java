package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * Pairs note ons with note offs as a piano sounds: a key that is struck while it sounds ends the note before; the
 * sustain pedal holds what is released until it lifts. A note that nothing ends dies away as a piano's does: a key that
 * is never released after 5 s, what a pedal that never lifts holds 5 s after the last key moved; with the file at the
 * latest.
 */
final class ExpressiveNotes {
    private static final double DYING_AWAY = 5.0;
    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;
    private static final int POLYPHONIC_MODE = 127;

    private final MidiFile file;
    private final NoteTimes times;
    private final SustainPedal pedal;
    private final boolean usePedal;
    private final OpenKeys open = new OpenKeys();
    private final List<Note> notes = new ArrayList<>();
    private long lastKey;
    private long steps;

    ExpressiveNotes(MidiFile file, boolean usePedal) {
        this.file = file;
        this.usePedal = usePedal;
        this.times = new NoteTimes(file, file.tempoMap());
        this.pedal = new SustainPedal(this::end);
    }

    NoteSequence read() {
        new TrackMerge(file.tracks()).forEach(this::receive);
        double pedalEnd = times.seconds(lastKey) + DYING_AWAY;
        for (int channel = 0; channel < 16; channel++) {
            for (Strike strike : open.take(channel)) {
                long trackEnd = file.tracks().get(strike.track()).lastTick();
                dieAway(strike, trackEnd, times.seconds(strike.tick()) + DYING_AWAY);
            }
            pedal.take(channel).forEach(strike -> dieAway(strike, file.lastTick(), pedalEnd));
        }
        return NoteSequence.of(notes);
    }

    private void dieAway(Strike strike, long end, double latest) {
        notes.add(times.noteUntil(strike.tick(), end, latest, strike.pitch(), strike.velocity()));
    }

    /** How many messages were read and notes ended: the work that was done, for tests. */
    long steps() {
        return steps;
    }

    private void receive(int track, ChannelMessage message) {
        steps++;
        if (message.isNoteOn()) {
            lastKey = message.tick();
            noteOn(track, message);
        } else if (message.isNoteOff()) {
            lastKey = message.tick();
            noteOff(track, message);
        } else if (message.command() == ChannelMessage.CONTROL_CHANGE) {
            controlChange(message);
        }
    }

    private void noteOn(int track, ChannelMessage on) {
        Strike before = open.get(track, on);
        if (before != null && before.tick() == on.tick()) {
            open.put(before.atLeast(on.data2()));
            return;
        }
        if (before != null) {
            end(before, on.tick());
        }
        pedal.endHeld(on.channel(), on.data1(), on.tick());
        open.put(new Strike(track, on.channel(), on.data1(), on.data2(), on.tick(), before != null));
    }

    private void noteOff(int track, ChannelMessage off) {
        Strike strike = open.get(track, off);
        if (strike == null) {
            return;
        }
        if (strike.tick() == off.tick() && strike.cutOneBefore()) {
            // The note off of the note that this strike ended: some files write a repetition as on, off.
            open.put(strike.cutNoneBefore());
            return;
        }
        open.remove(strike);
        release(strike, off.tick());
    }

    private void release(Strike strike, long tick) {
        steps++;
        if (pedal.isDown(strike.channel())) {
            pedal.hold(strike, tick);
        } else {
            end(strike, tick);
        }
    }

    private void controlChange(ChannelMessage change) {
        int channel = change.channel();
        int controller = change.data1();
        if (controller == ChannelMessage.SUSTAIN_PEDAL && usePedal) {
            pedal.set(channel, change.data2() >= 64, change.tick());
        } else if (controller == ALL_SOUND_OFF) {
            open.take(channel).forEach(strike -> endByAll(strike, change.tick(), this::end));
            pedal.endChannel(channel, change.tick());
        } else if (controller == RESET_CONTROLLERS) {
            pedal.set(channel, false, change.tick());
        } else if (controller >= ALL_NOTES_OFF && controller <= POLYPHONIC_MODE) {
            // The four changes of mode that follow all notes off mean it, too (MIDI 1.0, table of mode messages).
            open.take(channel).forEach(strike -> endByAll(strike, change.tick(), this::release));
        }
    }

    /** Ends a note by a message to all of its channel, another track's perhaps: one whose own track is over died away before. */
    private void endByAll(Strike strike, long tick, BiConsumer<Strike, Long> ending) {
        long trackEnd = file.tracks().get(strike.track()).lastTick();
        if (tick > trackEnd) {
            dieAway(strike, trackEnd, times.seconds(strike.tick()) + DYING_AWAY);
        } else {
            ending.accept(strike, tick);
        }
    }

    private void end(Strike strike, long tick) {
        steps++;
        notes.add(times.note(strike.tick(), tick, strike.pitch(), strike.velocity()));
    }
}
