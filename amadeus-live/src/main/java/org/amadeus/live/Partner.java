package org.amadeus.live;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.live.mode.Plan;

/**
 * The model as the conductor sees it. Nothing here waits: what is asked is done soon, in order; what was drawn is there or
 * not yet. One thread calls.
 */
public interface Partner {
    /** No event is there yet. */
    int NOT_YET = -1;

    /** Conditions the model on this event, which somebody played. */
    void observe(int event);

    /**
     * Begins to draw an answer, after the time shifts of the silence that is expected before it.
     *
     * @param rest time shift events
     * @param plan what may be drawn
     */
    void begin(int[] rest, Plan plan);

    /** The next event of the answer, or {@link #NOT_YET}. */
    int next();

    /** No more events of this answer are asked for. */
    default void enough() {
        // Who draws ahead may go on in vain.
    }

    /** The answer was not wanted: everything since {@link #begin} is undone, the silence before it too. */
    void cancel();

    /** The answer is over: its first {@code played} events were played, the others never happened. */
    void end(int played);

    /** Begins to draw another answer to what the last one answered; that one never happened, nor what was heard since. */
    void again();

    /** How bold it is from now on. */
    void temperature(double value);

    /** What the music is to be like from now on, or empty: as it likes. */
    void control(Optional<Control> wanted);

    /** Whether answers are about as loud and as fast as what they answer. */
    void follow(boolean on);
}
