package org.amadeus.ui.duet;

import java.util.function.DoubleSupplier;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.live.Conductor;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.midi.TidyOutput;

/**
 * What both sides of a duet play: recorded and, while the instrument is there, sent to it. The user's notes are sent where they
 * are to go through, the model's are told to a listener too. Times are seconds of the duet.
 */
final class DuetOutput {
    private static final DuetListener SILENT = new DuetListener() {
        @Override
        public void strike(int pitch, int velocity) {}

        @Override
        public void release(int pitch) {}

        @Override
        public void silence() {}

        @Override
        public void status(DuetStatus status) {}
    };

    private final TidyOutput instrument;
    private final boolean thru;
    private final Recording recording;
    private final Hand user;
    private final Hand model;
    private volatile boolean there = true;
    private int lastPitch = -1;
    private DuetListener listener = SILENT;

    DuetOutput(MidiOutput device, DuetOptions options, Recording recording) {
        this.instrument = new TidyOutput(device);
        this.thru = options.thru();
        this.recording = recording;
        Hand[] hands = Hand.pair(instrument, options.channel());
        this.user = hands[0];
        this.model = hands[1];
    }

    /** Whether the instrument is there, as far as it is known; from any thread. */
    boolean isThere() {
        return there;
    }

    /** The instrument was unplugged. */
    void lost() {
        there = false;
    }

    /** The instrument is back: what it still sounds ends. */
    void back(MidiOutput device) {
        there = true;
        send(() -> instrument.reconnect(device));
    }

    /** Sends, where there is an instrument: what is played is heard to its end, whatever becomes of that. */
    private void send(Runnable sending) {
        if (there) {
            try {
                sending.run();
            } catch (DeviceLostException e) {
                there = false;
            }
        }
    }

    private void through(Runnable sending) {
        if (thru) {
            send(sending);
        }
    }

    /** A message of the clock. */
    void clock(int status) {
        send(() -> instrument.send(status, 0, 0));
    }

    /** Ends whatever sounds. */
    void silence() {
        send(instrument::silence);
    }

    /** What the model left sounding counts as ended; nothing is sent. */
    void abandon(double now) {
        recording.releaseAll(Recording.AMADEUS, now);
        model.forgetPedal();
        listener.silence();
    }

    /** Who is told what the model plays, from now on. */
    void setListener(DuetListener other) {
        listener = other;
    }

    /** Tells the listener what the duet is at. */
    void show(DuetStatus status) {
        listener.status(status);
    }

    /** The key that was struck last, of either side; -1 before. */
    int lastPitch() {
        return lastPitch;
    }

    /** The user struck a key. */
    void strike(double time, int pitch, int velocity) {
        lastPitch = pitch;
        recording.strike(Recording.YOU, time, pitch, velocity);
        through(() -> user.strike(pitch, velocity));
    }

    /** The user let go of a key. */
    void release(double time, int pitch) {
        recording.release(Recording.YOU, time, pitch);
        through(() -> user.release(pitch));
    }

    /** The user moved the sustain pedal. */
    void pedal(double time, int value) {
        recording.control(Recording.YOU, time, ChannelMessage.SUSTAIN_PEDAL, value);
        through(() -> user.pedal(value));
    }

    /** The user sent another message. */
    void other(double time, int status, int data1, int data2) {
        if ((status & 0xF0) == ChannelMessage.CONTROL_CHANGE) {
            recording.control(Recording.YOU, time, data1, data2);
        }
        through(() -> user.send(status, data1, data2));
    }

    /** The model's side, which plays when it is told. */
    Conductor.Listener model(DoubleSupplier now) {
        return new ModelKeys(now);
    }

    private final class ModelKeys implements Conductor.Listener {
        private final DoubleSupplier now;

        ModelKeys(DoubleSupplier now) {
            this.now = now;
        }

        @Override
        public void strike(double at, int pitch, int velocity) {
            lastPitch = pitch;
            recording.strike(Recording.AMADEUS, now.getAsDouble(), pitch, velocity);
            listener.strike(pitch, velocity);
            send(() -> model.strike(pitch, velocity));
        }

        @Override
        public void release(double at, int pitch) {
            recording.release(Recording.AMADEUS, now.getAsDouble(), pitch);
            listener.release(pitch);
            send(() -> model.release(pitch));
        }

        @Override
        public void pedal(double at, boolean down) {
            int value = down ? 127 : 0;
            recording.control(Recording.AMADEUS, now.getAsDouble(), ChannelMessage.SUSTAIN_PEDAL, value);
            send(() -> model.pedal(value));
        }
    }
}
