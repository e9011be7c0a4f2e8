package org.amadeus.ui.duet;

import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.ui.keyboard.ControllerSwitch;
import org.amadeus.ui.keyboard.Keyboard;

/**
 * The user's part of a duet: what is done on the keyboard becomes a phrase, what the model hears, one side of the
 * recording, and, where that is wanted, sound.
 */
final class UserPart implements Keyboard.Listener {
    /** What the conductor does about it, before it is heard. */
    interface Conductor {
        /** A key is about to be struck. */
        void beforeStrike(int pitch);

        /** A key is about to go up, or the pedal to turn: an answer that is prepared was prepared in vain. */
        void beforeChange();
    }

    private final Keyboard keyboard = new Keyboard(this);
    private final Phrase phrase = new Phrase(keyboard);
    private final Hearing hearing;
    private final Recording recording;
    private final Conductor conductor;
    private final Thru thru;
    private boolean pedalDown;
    private int notes;
    private double seconds;

    /** Where what is played is sent on to; does nothing where that is not wanted. */
    interface Thru {
        void strike(int pitch, int velocity);

        void release(int pitch);

        /** Any other message, of any channel. */
        void send(int status, int data1, int data2);
    }

    UserPart(Listener listener, Recording recording, Conductor conductor, Thru thru) {
        this.hearing = listener.on(keyboard);
        this.recording = recording;
        this.conductor = conductor;
        this.thru = thru;
    }

    /** Makes the model's ear. */
    interface Listener {
        Hearing on(Keyboard keyboard);
    }

    @Override
    public void strike(double now, int pitch, int velocity) {
        conductor.beforeStrike(pitch);
        phrase.strike(now);
        hearing.noteOn(now, pitch, velocity);
        recording.strike(Recording.YOU, now, pitch, velocity);
        thru.strike(pitch, velocity);
        measure();
    }

    @Override
    public void release(double now, int pitch) {
        conductor.beforeChange();
        hearing.noteOff(now, pitch);
        phrase.release(now, pitch);
        recording.release(Recording.YOU, now, pitch);
        thru.release(pitch);
        measure();
    }

    private void measure() {
        if (phrase.isBegun()) {
            notes = phrase.notes();
            seconds = phrase.seconds();
        }
    }

    @Override
    public void pedal(double now, int value) {
        boolean down = value >= ControllerSwitch.ON;
        if (down != pedalDown) {
            pedalDown = down;
            conductor.beforeChange();
            if (!down) {
                hearing.pedalUp(now);
            }
        }
        recording.control(Recording.YOU, now, ChannelMessage.SUSTAIN_PEDAL, value);
        thru.send(ChannelMessage.CONTROL_CHANGE, ChannelMessage.SUSTAIN_PEDAL, value);
    }

    @Override
    public void other(double now, int status, int data1, int data2) {
        if ((status & 0xF0) == ChannelMessage.CONTROL_CHANGE) {
            recording.control(Recording.YOU, now, data1, data2);
        }
        thru.send(status, data1, data2);
    }

    Keyboard keyboard() {
        return keyboard;
    }

    Phrase phrase() {
        return phrase;
    }

    Hearing hearing() {
        return hearing;
    }

    /** How many notes the phrase has that is played or was played last. */
    int notes() {
        return notes;
    }

    /** How long that phrase is. */
    double seconds() {
        return seconds;
    }
}
