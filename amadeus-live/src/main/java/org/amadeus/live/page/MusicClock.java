package org.amadeus.live.page;

/** Seconds of music as the clock shows them, played at a pace that may change. */
final class MusicClock {
    private double clock;
    private double music;
    private double pace = 1;

    double music(double at) {
        return music + (at - clock) * pace;
    }

    double clock(double seconds) {
        return clock + (seconds - music) / pace;
    }

    double pace() {
        return pace;
    }

    /** From {@code at} on it is played at that pace. */
    void pace(double changed, double at) {
        music = music(at);
        clock = at;
        pace = changed;
    }
}
