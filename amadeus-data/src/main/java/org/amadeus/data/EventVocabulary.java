package org.amadeus.data;

/**
 * The 240 events of a performance as the integers a model sees. This class alone knows how the two relate.
 *
 * <pre>
 *     0 ..  87   note on     pitch 21 + v
 *    88 .. 175   note off    pitch 21 + v
 *   176 .. 207   velocity    bin v of 32
 *   208 .. 239   time shift  1.15^v / 65 seconds (15.4 ms .. 1.171 s)
 * </pre>
 */
public final class EventVocabulary {
    /** How many events there are. */
    public static final int SIZE = 240;
    /** The lowest pitch, A0, as a MIDI note number. */
    public static final int LOWEST_PITCH = 21;
    /** The highest pitch, C8, as a MIDI note number. */
    public static final int HIGHEST_PITCH = 108;

    public static final int NOTE_ON = 0;
    public static final int NOTE_OFF = 88;
    public static final int VELOCITY = 176;
    public static final int TIME_SHIFT = 208;

    public static final int PITCHES = 88;
    public static final int VELOCITY_BINS = 32;
    public static final int TIME_SHIFT_BINS = 32;

    /** The input of a model's first step, where there is no previous event: the longest time shift. */
    public static final int PRIMARY = 239;

    private static final double[] SECONDS = new double[TIME_SHIFT_BINS];

    static {
        for (int v = 0; v < TIME_SHIFT_BINS; v++) {
            SECONDS[v] = Math.pow(1.15, v) / 65;
        }
    }

    private EventVocabulary() {}

    public static boolean isNoteOn(int event) {
        return event >= NOTE_ON && event < NOTE_OFF;
    }

    public static boolean isNoteOff(int event) {
        return event >= NOTE_OFF && event < VELOCITY;
    }

    public static boolean isVelocity(int event) {
        return event >= VELOCITY && event < TIME_SHIFT;
    }

    public static boolean isTimeShift(int event) {
        return event >= TIME_SHIFT && event < SIZE;
    }

    /** The MIDI note number of a note on or note off. */
    public static int pitch(int event) {
        return LOWEST_PITCH + (event < NOTE_OFF ? event - NOTE_ON : event - NOTE_OFF);
    }

    public static int noteOn(int pitch) {
        return NOTE_ON + pitch - LOWEST_PITCH;
    }

    public static int noteOff(int pitch) {
        return NOTE_OFF + pitch - LOWEST_PITCH;
    }

    /** How long a time shift lasts, in seconds: 1.15^v / 65. */
    public static double seconds(int timeShiftEvent) {
        return SECONDS[timeShiftEvent - TIME_SHIFT];
    }
}
