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

    /** 1.15^v / 65, written out: a JVM or a browser may give a power another last bit. */
    private static final double[] SECONDS = {
        0.015384615384615385, 0.01769230769230769, 0.020346153846153844, 0.02339807692307692,
        0.026907788461538452, 0.03094395673076922, 0.0355855502403846, 0.04092338277644229,
        0.04706189019290863, 0.05412117372184492, 0.06223934978012164, 0.07157525224713988,
        0.08231154008421086, 0.09465827109684248, 0.10885701176136885, 0.12518556352557417,
        0.14396339805441027, 0.16555790776257182, 0.19039159392695756, 0.21895033301600117,
        0.25179288296840135, 0.2895618154136615, 0.3329960877257107, 0.3829455008845673,
        0.4403873260172524, 0.5064454249198402, 0.5824122386578162, 0.6697740744564885,
        0.7702401856249618, 0.8857762134687059, 1.0186426454890118, 1.1714390423123635,
    };

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
