package org.amadeus.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlugTest {
    private final List<FakeKeyboard> keyboards = new ArrayList<>();
    private final List<Integer> heard = new ArrayList<>();

    @TempDir
    private Path nodes;

    private FakeKeyboard plug(String name) {
        FakeKeyboard keyboard = new FakeKeyboard(name, true, true).plug();
        keyboards.add(keyboard);
        return keyboard;
    }

    @AfterEach
    void unplugAll() {
        keyboards.forEach(FakeKeyboard::close);
    }

    private MidiInput listen(Plug plug) {
        return plug.listen((nanos, status, data1, data2) -> heard.add(data1));
    }

    @Test
    void anotherConnectionOfTheNameIsNotTheOneThatWasOpened() {
        FakeKeyboard first = plug("V49 [hw:1,0,0]");
        Plug plug = Plug.input(MidiPorts.input("v49"));
        listen(plug);
        assertTrue(plug.isThere());
        first.unplug();
        plug("V49 [hw:1,0,0]");
        assertFalse(plug.isThere());
        assertTrue(plug.isBack());
        listen(plug);
        assertTrue(plug.isThere());
    }

    @Test
    void anInputThatLostItsListenerSaysSo() {
        FakeKeyboard keyboard = plug("V49");
        MidiInput input = listen(Plug.input(MidiPorts.input("v49")));
        assertTrue(input.isListening());
        keyboard.unplug();
        keyboard.plug();
        assertFalse(input.isListening());
    }

    @Test
    void ofTwoOfAKindTheOneThatStaysIsNotTakenForTheOther() {
        FakeKeyboard first = plug("V49 [hw:1,0,0]");
        FakeKeyboard second = plug("V49 [hw:3,0,0]");
        Plug plug = Plug.input(MidiPorts.input("v49"));
        listen(plug);
        assertTrue(plug.isThere());
        first.unplug();
        assertEquals("v49", MidiPorts.input("v49").id());
        assertFalse(plug.isThere());
        assertFalse(plug.isBack());
        first.plug();
        assertTrue(plug.isBack());
        listen(plug);
        second.play(0x90, 61, 80);
        first.play(0x90, 60, 80);
        assertEquals(List.of(60), heard);
    }

    @Test
    void theSecondOfTwoIsFoundAgainToo() {
        FakeKeyboard first = plug("V49 [hw:1,0,0]");
        FakeKeyboard second = plug("V49 [hw:3,0,0]");
        Plug plug = Plug.input(MidiPorts.input("v49-2"));
        listen(plug);
        second.unplug();
        assertFalse(plug.isThere() || plug.isBack());
        // Both out, and back the other way round.
        first.unplug();
        assertFalse(plug.isBack());
        second.plug();
        assertTrue(plug.isBack());
        listen(plug);
        second.play(0x90, 61, 80);
        assertEquals(List.of(61), heard);
    }

    @Test
    void theBuiltInPianoIsAlwaysThere() {
        Plug plug = Plug.output(MidiPorts.output(null));
        assertTrue(plug.isThere() && plug.isBack());
    }

    @Test
    void linuxMakesANewNodeForEachPluggingIn() throws IOException {
        Path node = nodes.resolve("midiC2D0");
        assertNull(Connection.node("V49 [hw:2,0,0]", nodes));
        Files.writeString(node, "");
        Object once = Connection.node("V49 [hw:2,0,0]", nodes);
        assertEquals(once, Connection.node("V49 [hw:2,0,1]", nodes));
        // Another file beside it first, or the number of the old one may be given again.
        Files.move(node, nodes.resolve("old"));
        Files.writeString(node, "");
        assertNotEquals(once, Connection.node("V49 [hw:2,0,0]", nodes));
        assertNull(Connection.node("V49", nodes));
    }
}
