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
    private final Hearing hearing;
    private final Hand user;
    private final Hand model;
    private final Phrase phrase = new Phrase();
    private Answer answer;
    private boolean prepared;
    /** When the silence after the phrase or, in a loop, after the last answer is long enough. */
    private double loopAt = NEVER;

    private double length;
    private volatile boolean outputThere = true;
    private boolean inputThere = true;
    private boolean stopped;
    private double now;
    private double phraseSeconds;
    private int notesHeard;
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
        this.hearing = new Hearing(codec, partner::hear);
        Hand[] hands = Hand.pair(output, options.channel());
        this.user = hands[0];
        this.model = hands[1];
        this.length = options.shortest();
        show();
    }

    /** The keyboard sent a message. */
    void message(double time, int status, int data1, int data2) {
        now = Math.max(now, time);
        if (stopped || !inputThere) {
            return;
        }
        try {
            hear(status, data1, data2);
        } catch (DeviceLostException e) {
            loseOutput();
        }
        show();
    }

    private void hear(int status, int data1, int data2) {
        Bindings bound = options.bindings();
        switch (status & 0xF0) {
            case ChannelMessage.NOTE_ON, ChannelMessage.NOTE_OFF -> {
                boolean down = (status & 0xF0) == ChannelMessage.NOTE_ON && data2 > 0;
                if (data1 != bound.triggerKey()) {
                    key(data1, down ? data2 : 0);
                } else if (down) {
                    trigger();
                }
            }
            case ChannelMessage.CONTROL_CHANGE -> {
                if (data1 == bound.triggerController()) {
                    if (Bindings.pressed(data2)) {
                        trigger();
                    }
                } else if (data1 == bound.panicController()) {
                    if (Bindings.pressed(data2)) {
                        panic();
                    }
                } else if (data1 == bound.temperatureController()) {
                    temperature = Bindings.temperature(data2);
                    partner.temperature(temperature);
                } else {
                    controller(data1, data2);
                }
            }
            default -> through(status, data1, data2);
        }
    }

    private void key(int pitch, int velocity) {
        if (velocity > 0) {
            giveWay();
            lastPitch = pitch;
            phrase.strike(now, pitch);
            notesHeard = phrase.notes();
            hearing.noteOn(now, pitch, velocity);
            recording.strike(Recording.YOU, now, pitch, velocity);
            if (options.thru() && outputThere) {
                user.strike(pitch, velocity);
            }
        } else {
            unprepare();
            hearing.noteOff(now, pitch);
            phrase.release(now, pitch);
            recording.release(Recording.YOU, now, pitch);
            if (options.thru() && outputThere) {
                user.release(pitch);
            }
        }
        phraseSeconds = phrase.isBegun() ? phrase.seconds() : phraseSeconds;
    }

    private void controller(int number, int value) {
        if (number == ChannelMessage.SUSTAIN_PEDAL) {
            unprepare();
            hearing.pedal(now, Bindings.pressed(value));
        }
        recording.control(Recording.YOU, now, number, value);
        through(ChannelMessage.CONTROL_CHANGE, number, value);
    }

    private void through(int status, int data1, int data2) {
        if (options.thru() && outputThere) {
            user.send(status, data1, data2);
        }
    }

    /**
     * Does what is due.
     *
     * @return when there is more to do, infinity if only a message can bring it; now or earlier to come again soon
     */
    double advance(double time) {
        now = Math.max(now, time);
        if (stopped) {
            return NEVER;
        }
        double next;
        try {
            next = answer != null ? answering() : listening();
        } catch (DeviceLostException e) {
            loseOutput();
            next = NEVER;
        }
        show();
        return next;
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
    void trigger() {
        if (stopped || !outputThere || !inputThere || answer != null) {
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
            finish();
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
            recording.releaseAll(Recording.AMADEUS, now);
        }
        loopAt = NEVER;
    }

    /** The output was unplugged. */
    void outputLost(double time) {
        now = Math.max(now, time);
        if (outputThere) {
            loseOutput();
        }
        show();
    }

    /** The output is back: what it still sounds ends first. */
    void outputBack(double time, MidiOutput device) {
        now = Math.max(now, time);
        try {
            output.reconnect(device);
            outputThere = true;
            phrase.end();
        } catch (DeviceLostException e) {
            outputThere = false;
        }
        show();
    }

    /** The keyboard was unplugged: no key of it is down any more. */
    void inputLost(double time) {
        now = Math.max(now, time);
        inputThere = false;
        silenceAll();
        hearing.forgetKeys(now);
        phrase.forgetKeys();
        phrase.end();
        recording.releaseAll(Recording.YOU, now);
        show();
    }

    /** The keyboard is back. */
    void inputBack() {
        inputThere = true;
        show();
    }

    /** Silence, at once; the phrase so far is not answered. */
    void panic() {
        silenceAll();
        phrase.end();
    }

    private void silenceAll() {
        abandon();
        if (outputThere) {
            try {
                output.silence();
            } catch (DeviceLostException e) {
                outputThere = false;
            }
        }
    }

    /** Ends the duet; nothing is left sounding on a device that is there. */
    void stop(double time) {
        now = Math.max(now, time);
        if (!stopped) {
            silenceAll();
            recording.releaseAll(Recording.YOU, now);
            stopped = true;
        }
        show();
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
        status = new DuetStatus(state, notesHeard, phraseSeconds, notesAnswered, lastPitch, temperature);
    }

    private final class ModelKeys implements Answer.Keys {
        @Override
        public void strike(double time, int pitch, int velocity) {
            lastPitch = pitch;
            recording.strike(Recording.AMADEUS, time, pitch, velocity);
            model.strike(pitch, velocity);
        }

        @Override
        public void release(double time, int pitch) {
            recording.release(Recording.AMADEUS, time, pitch);
            model.release(pitch);
        }
    }
}
