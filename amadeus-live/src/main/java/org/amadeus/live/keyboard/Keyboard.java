package org.amadeus.live.keyboard;

import java.util.Arrays;
import org.amadeus.data.midi.ChannelMessage;

/**
 * What is down on a keyboard, by the messages that it sends: one piano's keys and pedal, whichever channels they come on.
 * Tells each strike and release once. Times are seconds on one clock, and never go back. Not thread-safe.
 *
 * <p>A pitch sounds from its strike until every channel that holds it has let go; layers of a keyboard, which strike it
 * on several channels, are one strike. What was lost on the way, a note off or the end of a pedal, is made good: by the
 * messages that end all notes, by {@link #lift}, and by a limit on how long a key stays down. Percussion is not heard.
 */
public final class Keyboard {
    /** A key is let go after this many seconds: its note off was lost, and what a piano plays has long died away. */
    public static final double LONGEST_HOLD = 10;
    /** A pitch that is down is struck anew only after this many seconds: no finger is faster, the layers of a keyboard are. */
    public static final double LAYERS = 0.03;
    /** After this many seconds without a key or a move of the pedal nobody plays. */
    public static final double REST = 3;

    /** A move of the pedal's value that is passed on, unless it turns the pedal or ends at one of its stops. */
    private static final int LEAST_MOVE = 3;

    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;
    private static final int CHANNELS = 16;
    private static final int KEYS = 128;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** Hears what happens on the keyboard. */
    public interface Listener {
        /** A key that was up went down; velocity 1 .. 127. */
        void strike(double now, int pitch, int velocity);

        /** A key that was down went up. */
        void release(double now, int pitch);

        /** The sustain pedal moved to a value, 0 .. 127; it is down from 64 on. */
        void pedal(double now, int value);

        /** Any other message to a channel that is no percussion: it has to do with neither keys nor pedal. */
        void other(double now, int status, int data1, int data2);
    }

    private final Listener listener;
    /** The channels that hold each pitch, a bit for each, and when it was struck. */
    private final int[] holders = new int[KEYS];

    private final double[] struck = new double[KEYS];
    private final Pedal[] pedals = new Pedal[CHANNELS];
    private int down;
    private int pedal;
    private double keysUpSince = Double.NEGATIVE_INFINITY;
    private double restFrom = NEVER;

    public Keyboard(Listener listener) {
        this.listener = listener;
        Arrays.fill(struck, Double.NEGATIVE_INFINITY);
        Arrays.setAll(pedals, channel -> new Pedal());
    }

    /**
     * The keyboard sent a message.
     *
     * @param status 0x80 .. 0xEF
     * @param data1  0 .. 127
     * @param data2  0 .. 127
     */
    public void message(double now, int status, int data1, int data2) {
        int channel = status & 0x0F;
        if (channel == ChannelMessage.PERCUSSION) {
            return;
        }
        switch (status & 0xF0) {
            case ChannelMessage.NOTE_ON -> {
                if (data2 > 0) {
                    noteOn(now, channel, data1, data2);
                } else {
                    noteOff(now, channel, data1);
                }
            }
            case ChannelMessage.NOTE_OFF -> noteOff(now, channel, data1);
            case ChannelMessage.CONTROL_CHANGE -> control(now, channel, data1, data2);
            default -> listener.other(now, status, data1, data2);
        }
    }

    private void noteOn(double now, int channel, int pitch, int velocity) {
        boolean wasDown = isDown(pitch);
        holders[pitch] |= 1 << channel;
        if (wasDown && now - struck[pitch] < LAYERS) {
            return;
        }
        if (wasDown) {
            listener.release(now, pitch);
        } else {
            down++;
        }
        struck[pitch] = now;
        restFrom = NEVER;
        listener.strike(now, pitch, velocity);
    }

    private void noteOff(double now, int channel, int pitch) {
        if ((holders[pitch] & 1 << channel) != 0) {
            holders[pitch] &= ~(1 << channel);
            if (holders[pitch] == 0) {
                up(now, pitch);
            }
        }
    }

    private void up(double now, int pitch) {
        holders[pitch] = 0;
        down--;
        if (down == 0) {
            keysUpSince = now;
            restFrom = now;
        }
        listener.release(now, pitch);
    }

    private void control(double now, int channel, int number, int value) {
        if (number == ChannelMessage.SUSTAIN_PEDAL) {
            pedals[channel].set(now, value);
            movePedal(now);
        } else if (number < ALL_SOUND_OFF) {
            listener.other(now, ChannelMessage.CONTROL_CHANGE | channel, number, value);
        } else if (number == RESET_CONTROLLERS) {
            pedals[channel].lift(now);
            movePedal(now);
            listener.other(now, ChannelMessage.CONTROL_CHANGE | channel, number, value);
            if (pedal > 0) {
                // Whoever heard of the reset believes the pedal of another channel to be up too.
                listener.pedal(now, pedal);
            }
        } else if (number == ALL_SOUND_OFF) {
            notesOff(now, 1 << channel);
            pedals[channel].lift(now);
            movePedal(now);
        } else if (number >= ALL_NOTES_OFF) {
            notesOff(now, 1 << channel);
        }
    }

    private void notesOff(double now, int channels) {
        for (int pitch = 0; pitch < KEYS; pitch++) {
            if ((holders[pitch] & channels) != 0) {
                holders[pitch] &= ~channels;
                if (holders[pitch] == 0) {
                    up(now, pitch);
                }
            }
        }
    }

    private void movePedal(double now) {
        int value = 0;
        for (Pedal each : pedals) {
            value = Math.max(value, each.value());
            restFrom = down == 0 && each.changedAt() == now ? now : restFrom;
        }
        boolean turns = value >= ControllerSwitch.ON != pedal >= ControllerSwitch.ON;
        boolean stops = value == 0 || value == 127;
        if (value != pedal && (turns || stops || Math.abs(value - pedal) >= LEAST_MOVE)) {
            pedal = value;
            listener.pedal(now, value);
        }
    }

    /** Lifts every key and the pedal: the keyboard is unplugged, or there is to be silence. */
    public void lift(double now) {
        notesOff(now, -1);
        for (Pedal each : pedals) {
            each.lift(now);
        }
        movePedal(now);
    }

    /**
     * Lets go what has been down for too long.
     *
     * @return when to come again; infinity where only a message can bring something
     */
    public double advance(double now) {
        double next = NEVER;
        for (int pitch = 0; down > 0 && pitch < KEYS; pitch++) {
            if (isDown(pitch)) {
                if (struck[pitch] + LONGEST_HOLD <= now) {
                    up(now, pitch);
                } else {
                    next = Math.min(next, struck[pitch] + LONGEST_HOLD);
                }
            }
        }
        if (restFrom + REST <= now) {
            restFrom = NEVER;
            for (Pedal each : pedals) {
                each.rest(now, keysUpSince);
            }
            movePedal(now);
        }
        return Math.min(next, restFrom + REST);
    }

    /** Whether a key is down. */
    public boolean isDown(int pitch) {
        return holders[pitch] != 0;
    }

    /** Whether a key is down that was struck at {@code since} or later. */
    public boolean anyDown(double since) {
        for (int pitch = 0; down > 0 && pitch < KEYS; pitch++) {
            if (isDown(pitch) && struck[pitch] >= since) {
                return true;
            }
        }
        return false;
    }

    /** When a key was struck last; minus infinity where never. */
    public double struckAt(int pitch) {
        return struck[pitch];
    }

    /** Whether the sustain pedal is down. */
    public boolean pedalDown() {
        return pedal >= ControllerSwitch.ON;
    }
}
