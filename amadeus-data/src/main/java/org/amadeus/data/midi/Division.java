package org.amadeus.data.midi;

/** What a tick is. */
public sealed interface Division {
    /** What people call it: {@code 480 ticks a beat}. */
    String describe();

    /**
     * A fraction of a beat; how long a beat is, tempo events say.
     *
     * @param ticksPerBeat 1 .. 32767
     */
    record Beats(int ticksPerBeat) implements Division {
        public Beats {
            if (ticksPerBeat < 1 || ticksPerBeat > 0x7FFF) {
                throw new IllegalArgumentException(ticksPerBeat + " ticks a beat, expected 1 .. 32767");
            }
        }

        @Override
        public String describe() {
            return ticksPerBeat + " ticks a beat";
        }
    }

    /**
     * A fraction of a film frame, of the same length whatever the tempo.
     *
     * @param frames        24, 25, 29 (that is 30000/1001) or 30 frames a second
     * @param ticksPerFrame 1 .. 255
     */
    record Smpte(int frames, int ticksPerFrame) implements Division {
        public Smpte {
            if (frames != 24 && frames != 25 && frames != 29 && frames != 30) {
                throw new IllegalArgumentException(frames + " frames a second, expected 24, 25, 29 or 30");
            }
            if (ticksPerFrame < 1 || ticksPerFrame > 255) {
                throw new IllegalArgumentException(ticksPerFrame + " ticks a frame, expected 1 .. 255");
            }
        }

        @Override
        public String describe() {
            return "SMPTE time code, " + frames + " frames a second of " + ticksPerFrame + " ticks";
        }

        /** How long a tick is. */
        public double secondsPerTick() {
            double framesPerSecond = frames == 29 ? 30000.0 / 1001 : frames;
            return 1 / (framesPerSecond * ticksPerFrame);
        }
    }
}
