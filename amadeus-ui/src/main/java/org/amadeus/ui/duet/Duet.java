package org.amadeus.ui.duet;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.live.Conductor;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.Partner;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.keyboard.Keyboard;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;

/**
 * A duet on one keyboard and one output, either of which may be gone for a while: what the keyboard sends is heard by the
 * {@link Conductor}, recorded and, where that is wanted, sent through; what the conductor plays is recorded and sent. Knows
 * no thread, no clock and no driver: whoever drives it says what the time is, and is told when to come again.
 */
final class Duet {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final DuetOptions options;
    private final Partner partner;
    private final DuetOutput output;
    private final Keyboard keyboard = new Keyboard(new UserKeys());
    private final Conductor conductor;
    private final DuetClock clock;
    private final Button trigger;
    private final Button panic;
    private boolean inputThere = true;
    private boolean stopped;
    private double now;
    private double temperature;
    private LiveOptions playing;
    private volatile DuetStatus status;

    /** @param temperature the partner's, to show */
    Duet(
            DuetOptions options,
            Partner partner,
            EventCodec codec,
            MidiOutput device,
            Recording recording,
            double temperature) {
        this.options = options;
        this.partner = partner;
        this.output = new DuetOutput(device, options, recording);
        this.temperature = temperature;
        this.playing = options.playing();
        this.conductor = new Conductor(playing, partner, codec, output.model(() -> now), Lookahead.AT_ONCE);
        this.clock = new DuetClock(conductor);
        this.trigger = new Button(options.bindings().triggerController());
        this.panic = new Button(options.bindings().panicController());
        show();
    }

    /** The keyboard sent a message. */
    void message(double time, int status, int data1, int data2) {
        happens(time, () -> {
            if (inputThere) {
                receive(status, data1, data2);
            }
        });
    }

    /** Something happens: the one place where it is seen that a device was lost meanwhile. */
    private void happens(double time, Runnable what) {
        now = Math.max(now, time);
        if (!stopped) {
            boolean before = output.isThere();
            what.run();
            if (before && !output.isThere()) {
                abandon();
            }
        }
        show();
    }

    private void receive(int status, int data1, int data2) {
        Bindings bound = options.bindings();
        int command = status & 0xF0;
        boolean note = command == ChannelMessage.NOTE_ON || command == ChannelMessage.NOTE_OFF;
        boolean control = command == ChannelMessage.CONTROL_CHANGE;
        if (note && data1 == bound.triggerKey()) {
            if (command == ChannelMessage.NOTE_ON && data2 > 0) {
                answerNow();
            }
        } else if (control && trigger.is(data1)) {
            if (trigger.press(data2)) {
                answerNow();
            }
        } else if (control && panic.is(data1)) {
            if (panic.press(data2)) {
                silence();
            }
        } else if (control && data1 == bound.temperatureController()) {
            turn(Bindings.temperature(data2));
        } else if (control && data1 == bound.modeController()) {
            change(Mode.ofController(data2));
        } else {
            keyboard.message(now, status, data1, data2);
        }
    }

    /**
     * Does what is due.
     *
     * @return when there is more to do, infinity if only a message can bring it; now or earlier to come again soon
     */
    double advance(double time) {
        double[] next = {NEVER};
        happens(time, () -> {
            next[0] = Math.min(keyboard.advance(now), clock.advance(now));
            if (output.isThere() && inputThere) {
                next[0] = Math.min(next[0], conductor.advance(now));
            }
        });
        return next[0];
    }

    /** A clock is followed from now on, whose quarters make bars of that metre. */
    void follow(double time, Metre metre) {
        happens(time, () -> clock.follow(now, metre));
    }

    /** The player's tempo from now on, and that of the clock that is sent: quarters a minute; 0: as estimated. */
    void tempo(double time, double tempo) {
        happens(time, () -> {
            change(playing.withTime(playing.time().withTempo(tempo)));
            clock.tempo(now, tempo);
        });
    }

    /** Its beats are sent as a clock from now on, in bars of that metre, to its instrument or elsewhere. */
    void sendClock(double time, Metre metre, Optional<MidiOutput> elsewhere) {
        happens(time, () -> clock.send(now, metre, status -> sendClock(elsewhere, status)));
    }

    private void sendClock(Optional<MidiOutput> elsewhere, int status) {
        if (elsewhere.isEmpty()) {
            output.clock(status);
        } else if (!elsewhere.get().isLost()) {
            try {
                elsewhere.get().send(status, 0, 0);
            } catch (DeviceLostException e) {
                // Lost this moment: it gets no clock any more, and the duet goes on.
                return;
            }
        }
    }

    /** The clock sent a message; it came then, and may be told of later. */
    void clock(double time, int status, int data1, int data2) {
        happens(time, () -> clock.message(now, time, status, data1, data2));
    }

    /** The user asks for the answer now. */
    void trigger(double time) {
        happens(time, this::answerNow);
    }

    /** The user changes what the model does. */
    void mode(double time, Mode mode) {
        happens(time, () -> change(mode));
    }

    private void change(Mode mode) {
        change(playing.withMode(mode));
    }

    private void change(LiveOptions changed) {
        playing = changed;
        conductor.options(now, playing);
    }

    /** The user changes how many bars answers last; 0: about as long as the phrase. */
    void bars(double time, int bars) {
        happens(time, () -> change(playing.withTime(playing.time().withBars(bars))));
    }

    /** The user changes how bold it is. */
    void temperature(double time, double value) {
        happens(time, () -> turn(value));
    }

    private void turn(double value) {
        temperature = value;
        partner.temperature(value);
    }

    /** The user changes what the music is to be like. */
    void control(double time, Optional<Control> wanted) {
        happens(time, () -> partner.control(wanted));
    }

    /** Who is told what is played, from now on. */
    void setListener(double time, DuetListener other) {
        happens(time, () -> output.setListener(other));
    }

    private void answerNow() {
        if (output.isThere() && inputThere) {
            conductor.answer(now);
        }
    }

    private void abandon() {
        conductor.abandon(now);
        output.abandon(now);
    }

    /** The output was unplugged. */
    void outputLost(double time) {
        happens(time, output::lost);
    }

    /** The output is back: what it still sounds ends first. */
    void outputBack(double time, MidiOutput device) {
        happens(time, () -> {
            abandon();
            output.back(device);
            conductor.forgetPhrase();
        });
    }

    /** The keyboard was unplugged: no key of it is down any more, nor the pedal. */
    void inputLost(double time) {
        happens(time, () -> {
            inputThere = false;
            silence();
        });
    }

    /** Messages of the keyboard were lost: nobody knows what is down. */
    void missed(double time) {
        happens(time, () -> keyboard.lift(now));
    }

    /** The keyboard is back. */
    void inputBack(double time) {
        happens(time, () -> inputThere = true);
    }

    /** Silence, at once; keys and pedal count as up, the phrase so far is not answered. */
    void panic(double time) {
        happens(time, this::silence);
    }

    private void silence() {
        abandon();
        keyboard.lift(now);
        conductor.forgetPhrase();
        output.silence();
    }

    /** Ends the duet; nothing is left sounding on a device that is there. */
    void stop(double time) {
        happens(time, () -> {
            silence();
            clock.stop();
            stopped = true;
        });
    }

    /** Whether the output is there, as far as it is known; from any thread. */
    boolean outputThere() {
        return output.isThere();
    }

    /** When the last answer was due to begin; the time its first note is measured from. */
    double decidedAt() {
        return conductor.decidedAt();
    }

    /** What it is at; from any thread. */
    DuetStatus status() {
        return status;
    }

    private void show() {
        DuetState state = stopped
                ? DuetState.STOPPED
                : !output.isThere() || !inputThere
                        ? DuetState.WAITING
                        : conductor.isAnswering()
                                ? DuetState.ANSWERING
                                : conductor.isPhraseBegun() ? DuetState.HEARING : DuetState.LISTENING;
        status = new DuetStatus(
                state,
                conductor.phraseNotes(),
                conductor.phraseSeconds(),
                conductor.notesAnswered(),
                output.lastPitch(),
                temperature,
                playing.mode(),
                conductor.tempo(),
                clock.beats());
        output.show(status);
    }

    private final class UserKeys implements Keyboard.Listener {
        @Override
        public void strike(double time, int pitch, int velocity) {
            conductor.strike(time, pitch, velocity);
            output.strike(time, pitch, velocity);
        }

        @Override
        public void release(double time, int pitch) {
            conductor.release(time, pitch);
            output.release(time, pitch);
        }

        @Override
        public void pedal(double time, int value) {
            conductor.pedal(time, value);
            output.pedal(time, value);
        }

        @Override
        public void other(double time, int status, int data1, int data2) {
            output.other(time, status, data1, data2);
        }
    }
}
