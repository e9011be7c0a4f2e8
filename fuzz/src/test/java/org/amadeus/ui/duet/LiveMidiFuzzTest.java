package org.amadeus.ui.duet;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;
import org.amadeus.ui.midi.MidiOutput;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a keyboard sends to a duet, on a clock of its own: each four bytes are a wait (4 ms a unit), then a message's
 * status and data, or, where the status is none, a plug pulled or put in, messages lost, or panic. Whatever comes,
 * nothing is left sounding once the duet has stopped, and the recording is a right file.
 */
class LiveMidiFuzzTest {
    private static final double UNIT = 0.004;

    /** Keys, the pedal, all notes off, reset, program change, and what is no message, each after a wait. */
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "0a903c5064903c00",
                        "0a903c5001b0407f0aa03c40ff803c0001b04000",
                        "0a903c5001b07b0001b0790001913e400113000001020000",
                        "0a993c5001c0050001e0004001b0420001903c5001000000010100000103000001903c50ff803c00")
                .map(HexFormat.of()::parseHex);
    }

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "live-midi.dict")
    @FuzzTest
    void plays(byte[] script) {
        Instrument instrument = new Instrument();
        Recording recording = new Recording();
        Duet duet = new Duet(
                DuetOptions.DEFAULT, new Scale(), EventCodec.of(CodecProfile.EXPRESSIVE), instrument, recording, 1);
        double now = 0;
        for (int at = 0; at + 3 < script.length; at += 4) {
            now = wait(duet, now, (script[at] & 0xFF) * UNIT);
            int status = script[at + 1] & 0xFF;
            if (status >= 0x80) {
                duet.message(now, status, script[at + 2] & 0x7F, script[at + 3] & 0x7F);
            } else {
                switch (status % 4) {
                    case 0 -> duet.inputLost(now);
                    case 1 -> duet.inputBack(now);
                    case 2 -> duet.missed(now);
                    default -> duet.panic(now);
                }
            }
        }
        duet.stop(now);
        if (!instrument.down.isEmpty()) {
            throw new AssertionError("left sounding: " + instrument.down);
        }
        MidiFile written = recording.toMidi();
        MidiReader.parse("the recording", MidiWriter.toBytes(written), Tolerance.STRICT);
    }

    private static double wait(Duet duet, double now, double seconds) {
        double until = now + seconds;
        double time = now;
        for (int steps = 0; steps < 10_000; steps++) {
            double next = duet.advance(time);
            if (next > until) {
                return until;
            }
            time = next > time ? next : time + 1e-4;
        }
        throw new AssertionError("it never comes to rest at " + time);
    }

    /** Counts what sounds: keys, and pedals that are down. */
    private static final class Instrument implements MidiOutput {
        private final Set<String> down = new TreeSet<>();

        @Override
        public String name() {
            return "instrument";
        }

        @Override
        public void send(int status, int data1, int data2) {
            int channel = status & 0x0F;
            switch (status & 0xF0) {
                case 0x90 -> set(data2 > 0, "key " + channel + " " + data1);
                case 0x80 -> set(false, "key " + channel + " " + data1);
                case 0xB0 -> {
                    if (data1 == 64) {
                        set(data2 >= 64, "pedal " + channel);
                    }
                }
                default -> {}
            }
        }

        private void set(boolean on, String what) {
            if (on) {
                down.add(what);
            } else {
                down.remove(what);
            }
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }

    /** Answers with a scale. */
    private static final class Scale implements Partner {
        private int place;

        @Override
        public void observe(int event) {
            if (event < 0 || event >= EventVocabulary.SIZE) {
                throw new AssertionError("hears " + event);
            }
        }

        @Override
        public void begin(int[] rest, Plan plan) {
            place = 0;
        }

        @Override
        public int next() {
            int pitch = 60 + place / 3 % 12;
            return switch (place++ % 3) {
                case 0 -> EventVocabulary.noteOn(pitch);
                case 1 -> EventVocabulary.TIME_SHIFT + 18;
                default -> EventVocabulary.noteOff(pitch);
            };
        }

        @Override
        public void cancel() {
            place = 0;
        }

        @Override
        public void end(int played) {
            place = 0;
        }

        @Override
        public void temperature(double value) {
            // plays as before
        }

        @Override
        public void control(Optional<Control> wanted) {
            // plays as before
        }

        @Override
        public void follow(boolean on) {}

        @Override
        public void again() {
            place = 0;
        }
    }
}
