package org.amadeus.ui.duet;

/**
 * What on the keyboard steers the duet instead of being played. {@link #NONE} binds nothing.
 *
 * @param triggerKey            MIDI note number of a key that asks for the answer at once
 * @param triggerController     controller that does (64 and above), such as 67, the soft pedal
 * @param temperatureController controller whose 0 .. 127 is the temperature, 0.5 .. 1.5
 * @param panicController       controller that silences everything (64 and above)
 * @param modeController        controller whose 0 .. 127 is the mode, by quarters: 0 answer, 32 along, 64 finish, 96 echo
 */
public record Bindings(
        int triggerKey, int triggerController, int temperatureController, int panicController, int modeController) {
    public static final int NONE = -1;

    /** Everything is music. */
    public static final Bindings NOTHING = new Bindings(NONE, NONE, NONE, NONE, NONE);

    public Bindings {
        require("trigger key", triggerKey);
        require("trigger controller", triggerController);
        require("temperature controller", temperatureController);
        require("panic controller", panicController);
        require("mode controller", modeController);
    }

    private static void require(String what, int number) {
        if (number < NONE || number > 127) {
            throw new IllegalArgumentException(what + " is " + number + ", expected 0 .. 127");
        }
    }

    static double temperature(int value) {
        return 0.5 + value / 127.0;
    }
}
