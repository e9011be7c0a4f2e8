package org.amadeus.ui.device;

import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.spi.MidiDeviceProvider;

/** Serves the {@link FakeKeyboard}s of a test to the JDK, as a driver would. */
public final class FakeMidiProvider extends MidiDeviceProvider {
    @Override
    public MidiDevice.Info[] getDeviceInfo() {
        List<FakeKeyboard.Half> halves = FakeKeyboard.plugged();
        return halves.stream().map(FakeKeyboard.Half::getDeviceInfo).toArray(MidiDevice.Info[]::new);
    }

    @Override
    public MidiDevice getDevice(MidiDevice.Info info) {
        return FakeKeyboard.plugged().stream()
                .filter(half -> half.getDeviceInfo() == info)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not plugged in: " + info));
    }
}
