package org.amadeus.ui.duet;

/**
 * The model as the conductor of a duet sees it. Nothing here waits: what is told is done soon, in order; what was drawn
 * is there or not yet. One thread calls.
 */
interface Partner extends AutoCloseable {
    /** No event is there yet. */
    int NOT_YET = -1;

    /** Somebody played this event. */
    void hear(int event);

    /**
     * Begins to draw an answer, after the time shifts of the silence that is expected before it.
     *
     * @param rest time shift events
     */
    void begin(int[] rest);

    /** The next event of the answer, or {@link #NOT_YET}. */
    int next();

    /** The answer was not wanted: everything since {@link #begin} is undone, the silence before it too. */
    void cancel();

    /** The answer is over: its first {@code played} events were played, the others never happened. */
    void end(int played);

    /** How bold it is from now on. */
    void temperature(double value);

    @Override
    void close();
}
