package org.amadeus.ui.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.amadeus.data.controls.Control;
import org.amadeus.live.MusicalKey;
import org.amadeus.ui.duet.Steering;
import org.junit.jupiter.api.Test;

class OscRemoteTest {
    private final LoggedDuet duet = new LoggedDuet();
    private final OscRemote remote = new OscRemote(duet, Steering.NONE.withDensity(OptionalInt.of(7)), true);

    private void receive(String word, Object... arguments) {
        remote.receive(OscMessage.of("/amadeus/" + word, arguments));
    }

    @Test
    void buttonsArePressedOnceAndLetGoInSilence() {
        receive("play");
        receive("play", 1f);
        receive("play", 0f);
        receive("play", true);
        receive("play", false);
        receive("play", OscMessage.IMPULSE);
        receive("stop", 1);
        receive("stop", 0);
        assertEquals(List.of("trigger", "trigger", "trigger", "trigger", "panic"), duet.log);
    }

    @Test
    void modeAndTemperatureAreSet() {
        receive("mode", "echo");
        receive("temperature", 2);
        receive("temperature", 0.5f);
        receive("temperature", 1.25);
        assertEquals(List.of("echo", "temperature 2.0", "temperature 0.5", "temperature 1.25"), duet.log);
    }

    @Test
    void aTempoIsOneThatCanBePlayedOrNone() {
        receive("tempo", 96.5f);
        receive("tempo", 20);
        receive("tempo", 0);
        assertEquals(List.of("tempo 96.5", "tempo 20.0", "tempo 0.0"), duet.log);
        refused("/amadeus/tempo: 19", "tempo", 19);
        refused("/amadeus/tempo: 301", "tempo", 301);
        refused("/amadeus/tempo: NaN", "tempo", Float.NaN);
    }

    @Test
    void barsAreWhole() {
        receive("bars", 4);
        receive("bars", 2.4f);
        receive("bars", 0);
        assertEquals(List.of("bars 4", "bars 2", "bars 0"), duet.log);
        refused("/amadeus/bars: 33", "bars", 33);
    }

    /** A key leaves the density that was asked for, and the other way round. */
    @Test
    void densityAndKeyAreOneControl() {
        double[] minor = MusicalKey.parse("D minor").histogram();
        receive("key", "D minor");
        receive("density", 2.6f);
        receive("key", "none");
        receive("density", -1);
        receive("key", "D minor");
        assertEquals(
                List.of(
                        "control " + Control.of(7, minor),
                        "control " + Control.of(3, minor),
                        "control " + Control.of(3, new double[12]),
                        "control none",
                        "control " + Control.of(4, minor)),
                duet.log);
    }

    @Test
    void whatIsNotMeantIsRefusedByName() {
        refused("is not known, amadeus duet --osc-help", "pla");
        refused("/amadeus/mode: loud, expected answer, along, finish, echo", "mode", "loud");
        refused("/amadeus/mode: 3, expected", "mode", 3);
        refused("/amadeus/mode: 2 arguments", "mode", "echo", "echo");
        refused("/amadeus/temperature: 0 arguments, expected a number, 0.1 .. 2.0", "temperature");
        refused("/amadeus/temperature: NaN", "temperature", Float.NaN);
        refused("/amadeus/temperature: 1e9", "temperature", "1e9");
        refused("/amadeus/density: 12", "density", 12);
        refused("/amadeus/key: \"H\" is no key", "key", "H");
        refused("/amadeus/play: a blob of 3 bytes", "play", new byte[3]);
        assertEquals(List.of(), duet.log);
    }

    @Test
    void aModelThatCantBeSteeredSaysSo() {
        OscRemote unsteered = new OscRemote(duet, Steering.NONE, false);
        String message = assertThrows(OscException.class, () -> unsteered.receive(OscMessage.of("/amadeus/density", 3)))
                .getMessage();
        assertEquals("/amadeus/density: this model can't be steered", message);
    }

    private void refused(String reason, String word, Object... arguments) {
        String message =
                assertThrows(OscException.class, () -> receive(word, arguments)).getMessage();
        assertTrue(message.contains(reason), message);
    }
}
