package org.amadeus.live.mode;

import java.util.function.IntPredicate;

/**
 * Which events of the 240 may be drawn next, while they are drawn one by one; {@link #test} says it of each. The same events
 * lead to the same place, whoever follows them.
 */
public interface Course extends IntPredicate {
    int NONE = -1;

    /** The one event that comes next whatever the model says, or {@link #NONE}. */
    default int forced() {
        return NONE;
    }

    /** Another event was drawn. */
    void drew(int event);

    /** Whether it has come to its end: what follows is not played. */
    boolean isOver();

    /** How long what sounds at its end goes on, seconds. */
    default double ring() {
        return 0;
    }
}
