package org.amadeus.ui.duet;

/** Is told what a duet's model plays, and what the duet is at, on the thread that keeps the time: it must not wait. */
public interface DuetListener {
    /** The model strikes a key; velocity 1 .. 127. */
    void strike(int pitch, int velocity);

    /** The model releases a key. */
    void release(int pitch);

    /** Nothing that the model struck sounds any more. */
    void silence();

    /** What the duet is at; told often, changed or not. */
    void status(DuetStatus status);
}
