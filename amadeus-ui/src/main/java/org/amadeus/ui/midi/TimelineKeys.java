package org.amadeus.ui.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.TempoMap;

/**
 * Pairs the note ons of a file with their note offs by the rules that files are read by (the expressive notes of a
 * {@link org.amadeus.data.midi.MidiFile}), for an instrument that has one key for each channel and pitch: a key struck
 * while it is down goes up first, the note off that was meant for the note before ends nothing, and a key that two tracks
 * hold is down until both have let go. Time is linear in the number of messages.
 */
final class TimelineKeys {
    /** What a key or pedal that is never lifted, or long after, holds is over after this many seconds. */
    private static final double LONGEST_RING = 20;

    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int CHANNELS = 16;

    private final TempoMap tempo;
    private final long lastTick;
    private final List<TimedMessage> messages = new ArrayList<>();
    private final List<Map<Integer, Key>> down = new ArrayList<>();
    private final boolean[] pedal = new boolean[CHANNELS];
    /** Of each channel, when the last key went up whose note the pedal holds; NaN where it holds none. */
    private final double[] held = new double[CHANNELS];

    private double end = Double.NaN;

    TimelineKeys(TempoMap tempo, long lastTick) {
        this.tempo = tempo;
        this.lastTick = lastTick;
        for (int channel = 0; channel < CHANNELS; channel++) {
            down.add(new HashMap<>());
            held[channel] = Double.NaN;
        }
    }

    /** The next message of a file. */
    void receive(int track, ChannelMessage message) {
        if (message.isNoteOn()) {
            strike(track, message);
        } else if (message.isNoteOff()) {
            letGo(track, message);
        } else {
            double now = tempo.seconds(message.tick());
            add(now, message.status(), message.data1(), message.data2());
            if (message.command() == ChannelMessage.CONTROL_CHANGE) {
                control(now, message.channel(), message.data1(), message.data2());
            }
        }
    }

    private void strike(int track, ChannelMessage on) {
        double now = tempo.seconds(on.tick());
        Map<Integer, Key> keys = down.get(on.channel());
        Key key = keys.computeIfAbsent(on.data1(), pitch -> new Key());
        Long before = key.holders.put(track, on.tick());
        boolean again = key.tick == on.tick();
        if (!again) {
            key.owed.clear();
        }
        if (before != null && before < on.tick()) {
            key.owed.add(track);
        }
        if (again) {
            TimedMessage struck = messages.get(key.place);
            messages.set(
                    key.place,
                    new TimedMessage(
                            struck.seconds(), struck.status(), struck.data1(), Math.max(struck.data2(), on.data2())));
            return;
        }
        if (key.tick != Key.UP) {
            add(now, ChannelMessage.NOTE_OFF | on.channel(), on.data1(), 0);
        }
        key.tick = on.tick();
        key.place = messages.size();
        add(now, on.status(), on.data1(), on.data2());
        reach(now);
    }

    private void letGo(int track, ChannelMessage off) {
        Map<Integer, Key> keys = down.get(off.channel());
        Key key = keys.get(off.data1());
        if (key == null || key.tick == off.tick() && key.owed.remove(track) || key.holders.remove(track) == null) {
            return;
        }
        if (key.holders.isEmpty()) {
            keys.remove(off.data1());
            double now = tempo.seconds(off.tick());
            add(now, ChannelMessage.NOTE_OFF | off.channel(), off.data1(), 0);
            release(now, off.channel());
        }
    }

    private void release(double now, int channel) {
        if (pedal[channel]) {
            held[channel] = now;
        } else {
            reach(now);
        }
    }

    private void control(double now, int channel, int number, int value) {
        if (number == ChannelMessage.SUSTAIN_PEDAL) {
            setPedal(now, channel, value >= 64);
        } else if (number == RESET_CONTROLLERS) {
            setPedal(now, channel, false);
        } else if (TidyOutput.endsNotes(number)) {
            if (number == ALL_SOUND_OFF) {
                setPedal(now, channel, false);
            }
            Map<Integer, Key> keys = down.get(channel);
            if (!keys.isEmpty()) {
                keys.clear();
                release(now, channel);
            }
        }
    }

    private void setPedal(double now, int channel, boolean isDown) {
        if (!isDown && !Double.isNaN(held[channel])) {
            reach(Math.min(now, held[channel] + LONGEST_RING));
            held[channel] = Double.NaN;
        }
        pedal[channel] = isDown;
    }

    private void reach(double seconds) {
        end = Double.isNaN(end) ? seconds : Math.max(end, seconds);
    }

    private void add(double now, int status, int data1, int data2) {
        messages.add(new TimedMessage(now, status, data1, data2));
    }

    /** A track is over: it lets go of what it holds. */
    void endTrack(int track, long tick) {
        double now = tempo.seconds(tick);
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (Iterator<Map.Entry<Integer, Key>> keys =
                            down.get(channel).entrySet().iterator();
                    keys.hasNext(); ) {
                Map.Entry<Integer, Key> entry = keys.next();
                Key key = entry.getValue();
                if (key.holders.remove(track) != null && key.holders.isEmpty()) {
                    keys.remove();
                    add(now, ChannelMessage.NOTE_OFF | channel, entry.getKey(), 0);
                    reach(Math.min(now, tempo.seconds(key.tick) + LONGEST_RING));
                }
            }
        }
    }

    /** When the last note is over, once all was heard; NaN where there is none. Lifts there what is still down. */
    double end() {
        double last = tempo.seconds(lastTick);
        for (double since : held) {
            if (!Double.isNaN(since)) {
                reach(Math.min(last, since + LONGEST_RING));
            }
        }
        messages.removeIf(message -> message.seconds() > end);
        MidiState left = new MidiState();
        messages.forEach(left::receive);
        left.keys().forEach(key -> add(end, ChannelMessage.NOTE_OFF | key / MidiState.KEYS, key % MidiState.KEYS, 0));
        left.pedals()
                .forEach(channel -> add(end, ChannelMessage.CONTROL_CHANGE | channel, ChannelMessage.SUSTAIN_PEDAL, 0));
        return end;
    }

    List<TimedMessage> messages() {
        return messages;
    }

    /** A key of the instrument that is down. */
    private static final class Key {
        static final long UP = -1;

        /** The tracks that hold it, and since which tick. */
        final Map<Integer, Long> holders = new HashMap<>();
        /** Tracks that struck it in its last tick while they held it: the note off of that note may follow in the tick. */
        final Set<Integer> owed = new HashSet<>();

        long tick = UP;
        int place;
    }
}
