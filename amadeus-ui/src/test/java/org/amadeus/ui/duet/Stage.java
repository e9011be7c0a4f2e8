package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.midi.FakeInstrument;
import org.amadeus.ui.midi.MidiOutput;

/** A duet in virtual time: a test says what the user does when, and sees what the instrument heard when. */
final class Stage {
    /** A note of velocity 64 every 0.5 s, 0.2 s long; pitches 60, 61, 62 .. */
    static final IntUnaryOperator STEADY = Stage::steady;

    /** The usual answers, after 0.6 s of silence. */
    static final DuetOptions FIXED = DuetOptions.DEFAULT.withPlaying(LiveOptions.DEFAULT.withSilence(0.6));

    /** What the instrument heard: seconds, status, data. */
    record Sound(double time, int status, int data1, int data2) {
        boolean isNoteOn() {
            return (status & 0xF0) == 0x90 && data2 > 0;
        }
    }

    final List<Sound> sounds = new ArrayList<>();
    final FakeInstrument instrument = new FakeInstrument();
    final Recording recording = new Recording();
    final Partner partner;
    final Duet duet;
    double now;

    Stage(DuetOptions options, CodecProfile profile, Partner partner) {
        this.partner = partner;
        duet = new Duet(options, partner, EventCodec.of(profile), device(), recording, 1);
    }

    static Stage steady(DuetOptions options) {
        return new Stage(options, CodecProfile.EXPRESSIVE, new LogPartner(STEADY));
    }

    /** 15.4 ms times 1.15^v: bins 18 (0.1904 s) and 21 (0.2896 s) make 0.480 s. */
    private static int steady(int place) {
        int pitch = 60 + place / 5 % 12;
        return switch (place % 5) {
            case 0 -> EventVocabulary.VELOCITY + 15;
            case 1 -> EventVocabulary.noteOn(pitch);
            case 2 -> EventVocabulary.TIME_SHIFT + 18;
            case 3 -> EventVocabulary.noteOff(pitch);
            default -> EventVocabulary.TIME_SHIFT + 21;
        };
    }

    MidiOutput device() {
        return new MidiOutput() {
            @Override
            public String name() {
                return "stage";
            }

            @Override
            public void send(int status, int data1, int data2) {
                instrument.send(status, data1, data2);
                sounds.add(new Sound(now, status, data1, data2));
            }

            @Override
            public void close() {
                instrument.close();
            }
        };
    }

    /** Steers the duet at the moment. */
    DuetRemote remote() {
        return new DuetRemote() {
            @Override
            public void trigger() {
                duet.trigger(now);
            }

            @Override
            public void panic() {
                duet.panic(now);
            }

            @Override
            public void mode(Mode mode) {
                duet.mode(now, mode);
            }

            @Override
            public void bars(int bars) {
                duet.bars(now, bars);
            }

            @Override
            public void tempo(double tempo) {
                duet.tempo(now, tempo);
            }

            @Override
            public void temperature(double value) {
                duet.temperature(now, value);
            }

            @Override
            public void control(Optional<Control> control) {
                duet.control(now, control);
            }
        };
    }

    /** Lets time pass. */
    void until(double time) {
        while (true) {
            double next = duet.advance(now);
            if (next > time) {
                break;
            }
            // A partner that is waited for is asked again soon.
            now = next > now ? next : now + 1e-4;
        }
        now = Math.max(now, time);
        duet.advance(now);
    }

    void message(double time, int status, int data1, int data2) {
        until(time);
        duet.message(time, status, data1, data2);
    }

    /** A note of velocity 80. */
    void note(double start, double end, int pitch) {
        message(start, 0x90, pitch, 80);
        message(end, 0x80, pitch, 0);
    }

    /** Notes all the way from {@code start} to {@code end}. */
    void phrase(double start, double end) {
        int notes = (int) Math.ceil((end - start) / 0.4);
        for (int i = 0; i < notes; i++) {
            double from = start + i * (end - start) / notes;
            note(from, i == notes - 1 ? end : from + 0.3, 60 + i % 12);
        }
    }

    DuetState state() {
        return duet.status().state();
    }

    List<Double> onsets() {
        return sounds.stream().filter(Sound::isNoteOn).map(Sound::time).toList();
    }
}
