package org.amadeus.ui.sound;

/** Turns channel messages into sound, piece by piece. 44.1 kHz stereo. Not thread-safe. */
public interface Synth extends AutoCloseable {
    int SAMPLE_RATE = 44_100;

    /**
     * Has a message heard at a frame. Messages come in the order of their frames.
     *
     * @param frame counted from the first frame ever rendered; one that is past means at once
     */
    void send(long frame, int status, int data1, int data2);

    /** The frame that {@link #render} begins with next. */
    long position();

    /**
     * The next piece of sound.
     *
     * @param stereo output, left and right in turn, [2 * frames]; about -1 .. 1, louder where much is played at once
     */
    void render(float[] stereo, int frames);

    @Override
    void close();
}
