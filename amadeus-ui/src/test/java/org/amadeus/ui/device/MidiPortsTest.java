package org.amadeus.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MidiPortsTest {
    private final List<FakeKeyboard> keyboards = new ArrayList<>();

    private FakeKeyboard plug(String name, boolean input, boolean output) {
        FakeKeyboard keyboard = new FakeKeyboard(name, input, output).plug();
        keyboards.add(keyboard);
        return keyboard;
    }

    @AfterEach
    void unplugAll() {
        keyboards.forEach(FakeKeyboard::close);
    }

    private static MidiPort port(String id) {
        return MidiPorts.list().stream()
                .filter(port -> port.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " not in " + MidiPorts.list()));
    }

    @Test
    void theBuiltInInstrumentsAreAlwaysThere() {
        assertTrue(port("piano").output() && port("piano").builtIn());
        assertTrue(port("gervill").output() && !port("gervill").input());
        assertEquals("piano", MidiPorts.output(null).id());
    }

    @Test
    void bothHalvesOfAnInstrumentAreOneDeviceWhosePlugIsNotItsName() {
        plug("FP-30 Piano [hw:2,0,0]", true, true);
        plug("Knobs", true, false);
        MidiPort piano = port("fp-30-piano");
        assertEquals("FP-30 Piano", piano.name());
        assertEquals("Fake & Sons", piano.vendor());
        assertTrue(piano.input() && piano.output() && !piano.builtIn());
        assertTrue(port("knobs").input() && !port("knobs").output());
    }

    @Test
    void aNameThatWouldMoveTheCursorIsEscaped() {
        plug("Evil\u001B[2J\nKeys\u202E", true, true);
        MidiPort evil = port(MidiPorts.input("evil").id());
        assertEquals("Evil\\e[2J\\nKeys\\u202e", evil.name());
        assertTrue(evil.id().matches("[a-z0-9-]+"), evil.id());
    }

    @Test
    void twoOfAKindAreToldApart() {
        plug("V49 [hw:1,0,0]", true, false);
        plug("V49 [hw:3,0,0]", true, false);
        assertTrue(port("v49").input() && port("v49-2").input());
        assertEquals("v49", MidiPorts.input("V49").id());
    }

    @Test
    void aPartOfTheNameFindsIt() {
        plug("FP-30 Piano", true, true);
        plug("Knobs", true, true);
        assertEquals("fp-30-piano", MidiPorts.input("fp-30").id());
        assertEquals("knobs", MidiPorts.output("KNOB").id());
    }

    @Test
    void noneOrSeveralAreAnErrorThatListsThem() {
        plug("FP-30 Piano", true, true);
        plug("FP-90 Piano", true, true);
        DeviceException none = assertThrows(DeviceException.class, () -> MidiPorts.input("Kurzweil"));
        assertEquals(
                "no MIDI input is called \"Kurzweil\". There are fp-30-piano (FP-30 Piano), fp-90-piano"
                        + " (FP-90 Piano), jack (JACK)",
                none.getMessage());
        DeviceException several = assertThrows(DeviceException.class, () -> MidiPorts.output("fp-"));
        assertTrue(several.getMessage().startsWith("\"fp-\" matches 2 MIDI outputs: fp-30-piano"), several.toString());
        DeviceException choice = assertThrows(DeviceException.class, () -> MidiPorts.input(null));
        assertTrue(choice.getMessage().startsWith("there are 2 MIDI inputs"), choice.toString());
    }

    @Test
    void withoutAKeyboardTheErrorSaysWhatToDo() {
        DeviceException e = assertThrows(DeviceException.class, () -> MidiPorts.input(null));
        assertEquals(
                "no MIDI input found. Plug in a keyboard and switch it on; amadeus devices lists what is seen",
                e.getMessage());
    }

    @Test
    void whatIsStruckIsHeardAndWhatIsSentArrives() throws Exception {
        FakeKeyboard keyboard = plug("FP-30 Piano", true, true);
        List<String> struck = new ArrayList<>();
        try (AutoCloseable listening = MidiPorts.listen(
                port("fp-30-piano"), (nanos, status, data1, data2) -> struck.add(status + " " + data1 + " " + data2))) {
            keyboard.play(0x90, 60, 64);
            keyboard.play(0xF8, 0, 0);
            assertTrue(listening != null && keyboard.listenedTo());
        }
        assertFalse(keyboard.listenedTo());
        assertEquals(List.of("144 60 64"), struck);
        try (MidiOutput out = MidiPorts.open(port("fp-30-piano"))) {
            out.send(0x90, 61, 1);
            assertEquals(61, keyboard.heard.get(0).data1());
            keyboard.unplug();
            assertFalse(MidiPorts.present(new MidiPort("fp-30-piano", "", "", "", true, true, false)));
            assertThrows(DeviceLostException.class, () -> out.send(0x80, 61, 0));
        }
    }

    @Test
    void aDeviceThatIsGoneCantBeOpened() {
        FakeKeyboard keyboard = plug("FP-30 Piano", true, true);
        MidiPort port = port("fp-30-piano");
        keyboard.unplug();
        DeviceException e = assertThrows(DeviceException.class, () -> MidiPorts.open(port));
        assertEquals("FP-30 Piano: not plugged in", e.getMessage());
    }
}
