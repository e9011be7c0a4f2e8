package org.amadeus.live.mode;

/** What is to be drawn: begins as many {@link Course}s as are wanted, all alike. Immutable. */
public interface Plan {
    /** Whatever the model likes, for as long as who plays it likes. */
    Plan FREE = FreeCourse::new;

    Course begin();

    /** How many events are drawn ahead: a second of dense music, and little to undo when the player breaks in. */
    default int ahead() {
        return 48;
    }

    /** Which draw from the same place this is; each has its own chances. */
    default int draw() {
        return 0;
    }
}
