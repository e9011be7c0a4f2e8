package org.amadeus.ui.duet;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.live.mode.Mode;

/** Steers a duet from another thread than its own. */
public interface DuetRemote {
    /** Asks for the answer now. */
    void trigger();

    /** Silences everything; keys and pedal count as up. */
    void panic();

    /** What the model does from now on. */
    void mode(Mode mode);

    /** How many bars answers last from now on, 1 .. 32; 0: about as long as the phrase. */
    void bars(int bars);

    /** The player's tempo from now on, and that of a clock that is sent: beats a minute, 20 .. 300; 0: as estimated. */
    void tempo(double tempo);

    /** How bold it is from now on; above 0. */
    void temperature(double value);

    /** What the music is to be like from now on, or empty: as the model likes. */
    void control(Optional<Control> control);
}
