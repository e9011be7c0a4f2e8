package org.amadeus.ui.duet;

import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.midi.TidyOutput;

/**
 * Conducts a duet: hears a phrase, sees that it is over, has the answer played, gives way when the user plays again.
 * Knows no thread, no clock and no device: whoever drives it says what the time is, and is told when to come again. The
 * answer is drawn ahead, from shortly before the silence is long enough; if the user goes on, that is undone.
 */
final class Duet {
    /** How long before its time an answer is prepared, seconds, where the silence is long enough for that. */
    private static final double AHEAD = 0.25;

    private static final double LATE = 0.05;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final DuetOptions options;
    private final Partner partner;
    private final EventCodec codec;
    private final TidyOutput output;
    private final Recording recording;
    private final UserPart user;
    private final Hearing hearing;
    private final Phrase phrase;
    private final Hand userHand;
    private final Hand modelHand;
    private final Button trigger;
    private final Button panic;
    private Answer answer;
    private boolean prepared;
    /** When the silence after the phrase or, in a loop, after the last answer is long enough. */
    private double loopAt = NEVER;

    private double length;
    private volatile boolean outputThere = true;
    private boolean inputThere = true;
    private boolean stopped;
    private double now;
    /** When there is more to do. */
    private double nextDue;

    private int notesAnswered;
    private int lastPitch = -1;
    private double temperature;
    private double decidedAt = Double.NaN;
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
        this.codec = codec;
        this.output = new TidyOutput(device);
        this.recording = recording;
        this.temperature = temperature;
        Hand[] hands = Hand.pair(output, options.channel());
        this.userHand = hands[0];
        this.modelHand = hands[1];
        this.trigger = new Button(options.bindings().triggerController());
        this.panic = new Button(options.bindings().panicController());
        this.user = new UserPart(
                keyboard -> new Hearing(codec, keyboard, partner::hear), recording, new UserListener(), new UserKeys());
        this.hearing = user.hearing();
        this.phrase = user.phrase();
        this.length = options.shortest();
        show();
    }

    /** The keyboard sent a message. */
    void message(double time, int status, int data1, int data2) {
        happens(time, () -> {
            if (inputThere) {
                hear(status, data1, data2);
            }
        });
    }

    /** Something happens: the one place where a device may turn out to be lost meanwhile. */
    private void happens(double time, Runnable what) {
        now = Math.max(now, time);
        if (!stopped) {
            guard(what);
        }
        show();
    }

    private void guard(Runnable what) {
        try {
            what.run();
        } catch (DeviceLostException e) {
            loseOutput();
        }
    }

    private void hear(int status, int data1, int data2) {
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
            temperature = Bindings.temperature(data2);
            partner.temperature(temperature);
        } else {
            user.keyboard().message(now, status, data1, data2);
        }
    }

    /**
     * Does what is due.
     *
     * @return when there is more to do, infinity if only a message can bring it; now or earlier to come again soon
     */
    double advance(double time) {
        nextDue = NEVER;
        happens(time, () -> {
            double keys = user.keyboard().advance(now);
            nextDue = Math.min(keys, answer != null ? answering() : listening());
        });
        return nextDue;
    }

    private double listening() {
        if (!outputThere || !inputThere) {
            return NEVER;
        }
        double due = phrase.isBegun() ? phrase.endsAt(options.silence()) : loopAt;
        if (due <= now) {
            // On the beat of the phrase, not of the clock tick that saw it end; unless that is long past.
            begin(now - due < LATE ? due : now);
            return answering();
        }
        double ahead = due - Math.min(AHEAD, options.silence() / 2);
        if (!prepared && ahead <= now) {
            prepare(due);
        }
        return prepared ? due : ahead;
    }

    private double answering() {
        double next = answer.advance(now);
        notesAnswered = answer.notes();
        if (!answer.isOver()) {
            return next;
        }
        finish();
        loopAt = options.loop() ? now + options.silence() : NEVER;
        return listening();
    }

    /** The user asks for the answer now. */
    void trigger(double time) {
        happens(time, this::answerNow);
    }

    private void answerNow() {
        if (!outputThere || !inputThere || answer != null) {
            return;
        }
        // An answer that is prepared has heard a moment of silence too much, and is there at once.
        begin(now);
        answering();
    }

    private void prepare(double due) {
        partner.begin(hearing.closing(due));
        prepared = true;
    }

    private void unprepare() {
        if (prepared) {
            partner.cancel();
            prepared = false;
        }
    }

    private void begin(double due) {
        if (!prepared) {
            prepare(due);
        }
        prepared = false;
        hearing.close();
        decidedAt = due;
        if (phrase.isBegun()) {
            length = Math.max(options.shortest(), Math.min(options.longest(), phrase.seconds()));
        }
        phrase.end();
        loopAt = NEVER;
        answer = new Answer(partner, codec, new ModelKeys(), options.velocityScale(), due, length);
    }

    private void giveWay() {
        unprepare();
        if (answer != null) {
            guard(this::finish);
        }
        loopAt = NEVER;
    }

    /** The answer is over, or broken off: what it left sounding ends, and the model hears that. */
    private void finish() {
        Answer ended = endAnswer();
        ended.releaseAll(now);
    }

    private Answer endAnswer() {
        Answer ended = answer;
        answer = null;
        partner.end(ended.performed());
        hearing.goOn(Math.min(now, ended.reached()), ended.velocityEvent());
        ended.open().forEach(hearing::sounds);
        hearing.releaseAll(now);
        return ended;
    }

    private void loseOutput() {
        outputThere = false;
        abandon();
    }

    private void abandon() {
        unprepare();
        if (answer != null) {
            endAnswer();
        }
        recording.releaseAll(Recording.AMADEUS, now);
        loopAt = NEVER;
    }

    /** The output was unplugged. */
    void outputLost(double time) {
        happens(time, () -> {
            if (outputThere) {
                loseOutput();
            }
        });
    }

    /** The output is back: what it still sounds ends first. */
    void outputBack(double time, MidiOutput device) {
        happens(time, () -> {
            outputThere = false;
            output.reconnect(device);
            outputThere = true;
            phrase.end();
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
        happens(time, () -> user.keyboard().lift(now));
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
        user.keyboard().lift(now);
        phrase.end();
        if (outputThere) {
            output.silence();
        }
    }

    /** Ends the duet; nothing is left sounding on a device that is there. */
    void stop(double time) {
        happens(time, () -> {
            guard(this::silence);
            stopped = true;
        });
    }

    boolean outputThere() {
        return outputThere;
    }

    /** When the last answer was due to begin; the time its first note is measured from. */
    double decidedAt() {
        return decidedAt;
    }

    /** What it is at; from any thread. */
    DuetStatus status() {
        return status;
    }

    private void show() {
        DuetState state = stopped
                ? DuetState.STOPPED
                : !outputThere || !inputThere
                        ? DuetState.WAITING
                        : answer != null
                                ? DuetState.ANSWERING
                                : phrase.isBegun() ? DuetState.HEARING : DuetState.LISTENING;
        status = new DuetStatus(state, user.notes(), user.seconds(), notesAnswered, lastPitch, temperature);
    }

    private final class ModelKeys implements Answer.Keys {
        @Override
        public void strike(double time, int pitch, int velocity) {
            lastPitch = pitch;
            recording.strike(Recording.AMADEUS, time, pitch, velocity);
            modelHand.strike(pitch, velocity);
        }

        @Override
        public void release(double time, int pitch) {
            recording.release(Recording.AMADEUS, time, pitch);
            modelHand.release(pitch);
        }
    }

    private final class UserListener implements UserPart.Conductor {
        @Override
        public void beforeStrike(int pitch) {
            giveWay();
            lastPitch = pitch;
        }

        @Override
        public void beforeChange() {
            unprepare();
        }
    }

    /** Never throws: what the user does is heard to its end, whatever becomes of the output. */
    private final class UserKeys implements UserPart.Thru {
        @Override
        public void strike(int pitch, int velocity) {
            through(() -> userHand.strike(pitch, velocity));
        }

        @Override
        public void release(int pitch) {
            through(() -> userHand.release(pitch));
        }

        @Override
        public void send(int status, int data1, int data2) {
            through(() -> userHand.send(status, data1, data2));
        }

        private void through(Runnable sending) {
            if (options.thru() && outputThere) {
                guard(sending);
            }
        }
    }
}
