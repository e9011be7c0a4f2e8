package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * Pairs note ons with note offs as a piano sounds: a key that is struck while it sounds ends the note before; the
 * sustain pedal holds what is released until it lifts; what is never released ends with its track.
 */
final class ExpressiveNotes {
    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;

    private final MidiFile file;
    private final NoteTimes times;
    private final SustainPedal pedal;
    private final boolean hearPedal;
    /** Notes whose key is down, by track, channel and pitch. */
    private final Map<Integer, Strike> open = new HashMap<>();

    private final List<Note> notes = new ArrayList<>();

    ExpressiveNotes(MidiFile file, boolean hearPedal) {
        this.file = file;
        this.hearPedal = hearPedal;
        this.times = new NoteTimes(file, file.tempoMap());
        this.pedal = new SustainPedal(this::end);
    }

    NoteSequence read() {
        for (Placed placed : messagesOfAllTracks()) {
            hear(placed.track(), placed.message());
        }
        open.values()
                .forEach(strike -> end(strike, file.tracks().get(strike.track()).lastTick()));
        pedal.endAll(file.lastTick());
        return NoteSequence.of(notes);
    }

    /** The pedal of one track holds the notes of another on the same channel, so they are heard in one order. */
    private List<Placed> messagesOfAllTracks() {
        List<Placed> messages = new ArrayList<>();
        for (int track = 0; track < file.tracks().size(); track++) {
            for (MidiEvent event : file.tracks().get(track).events()) {
                if (event instanceof ChannelMessage message && message.channel() != ChannelMessage.PERCUSSION) {
                    messages.add(new Placed(track, message));
                }
            }
        }
        messages.sort(Comparator.comparingLong(placed -> placed.message().tick()));
        return messages;
    }

    private void hear(int track, ChannelMessage message) {
        if (message.isNoteOn()) {
            noteOn(track, message);
        } else if (message.isNoteOff()) {
            noteOff(key(track, message), message.tick());
        } else if (message.command() == ChannelMessage.CONTROL_CHANGE) {
            controlChange(message);
        }
    }

    private void noteOn(int track, ChannelMessage on) {
        int key = key(track, on);
        Strike before = open.get(key);
        if (before != null && before.tick() == on.tick()) {
            open.put(key, before.atLeast(on.data2()));
            return;
        }
        if (before != null) {
            end(before, on.tick());
        }
        pedal.endHeld(on.channel(), on.data1(), on.tick());
        open.put(key, new Strike(track, on.channel(), on.data1(), on.data2(), on.tick(), before != null));
    }

    private void noteOff(int key, long tick) {
        Strike strike = open.get(key);
        if (strike == null) {
            return;
        }
        if (strike.tick() == tick && strike.cutOneBefore()) {
            // The note off of the note that this strike ended: some files write a repetition as on, off.
            open.put(key, strike.cutNoneBefore());
            return;
        }
        open.remove(key);
        release(strike, tick);
    }

    private void release(Strike strike, long tick) {
        if (pedal.isDown(strike.channel())) {
            pedal.hold(strike, tick);
        } else {
            end(strike, tick);
        }
    }

    private void controlChange(ChannelMessage change) {
        switch (change.data1()) {
            case ChannelMessage.SUSTAIN_PEDAL -> {
                if (hearPedal) {
                    pedal.set(change.channel(), change.data2() >= 64, change.tick());
                }
            }
            case RESET_CONTROLLERS -> pedal.set(change.channel(), false, change.tick());
            case ALL_NOTES_OFF -> releaseAll(change.channel(), change.tick());
            case ALL_SOUND_OFF -> {
                pedal.set(change.channel(), false, change.tick());
                releaseAll(change.channel(), change.tick());
            }
            default -> {} // Other controllers do not change how long a note sounds.
        }
    }

    private void releaseAll(int channel, long tick) {
        open.values().removeIf(strike -> {
            if (strike.channel() == channel) {
                release(strike, tick);
            }
            return strike.channel() == channel;
        });
    }

    private void end(Strike strike, long tick) {
        notes.add(times.note(strike.tick(), tick, strike.pitch(), strike.velocity()));
    }

    private static int key(int track, ChannelMessage message) {
        return (track << 4 | message.channel()) << 7 | message.data1();
    }

    private record Placed(int track, ChannelMessage message) {}
}
