package org.amadeus.ui.osc;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;
import org.amadeus.data.controls.Control;
import org.amadeus.fuzz.Bounded;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetRemote;
import org.amadeus.ui.duet.Steering;
import org.junit.jupiter.params.provider.MethodSource;

/** A packet that reaches a duet's OSC port: read and obeyed, or refused in one line. */
class OscFuzzTest {
    private static final byte[] BUNDLE = {'#', 'b', 'u', 'n', 'd', 'l', 'e', 0, 0, 0, 0, 0, 0, 0, 0, 1};

    static Stream<byte[]> seeds() {
        return Stream.of(
                OscMessage.of("/amadeus/play").packet(),
                OscMessage.of("/amadeus/mode", "along").packet(),
                OscMessage.of("/amadeus/key", "D minor").packet(),
                OscMessage.of("/amadeus/density", 3).packet(),
                OscMessage.of("/amadeus/temperature", 0.5f).packet(),
                BUNDLE.clone());
    }

    @MethodSource("seeds")
    @DictionaryEntries({"#bundle", "/amadeus/", "stop", "play", "mode", "key", "density", "temperature", ",ifsbhdSTFNI"
    })
    @FuzzTest
    void steers(byte[] packet) throws Exception {
        OscRemote remote = new OscRemote(new Duet(), Steering.NONE, true);
        Bounded.read(packet.length, () -> OscReader.read(packet).forEach(remote::receive));
    }

    /** Takes what is within bounds. */
    private static final class Duet implements DuetRemote {
        @Override
        public void trigger() {}

        @Override
        public void panic() {}

        @Override
        public void mode(Mode mode) {
            mode.word();
        }

        @Override
        public void bars(int bars) {
            if (bars < 0 || bars > 32) {
                throw new AssertionError("bars " + bars);
            }
        }

        @Override
        public void tempo(double tempo) {
            if (tempo != 0 && !(tempo >= 20 && tempo <= 300)) {
                throw new AssertionError("tempo " + tempo);
            }
        }

        @Override
        public void temperature(double value) {
            if (!(value >= 0.1 && value <= 2)) {
                throw new AssertionError("temperature " + value);
            }
        }

        @Override
        public void control(Optional<Control> control) {
            control.ifPresent(Control::density);
        }
    }
}
