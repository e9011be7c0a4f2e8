package org.amadeus.ui.keyboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is down on a keyboard, by the rules' own words and no arithmetic on bits: slow, for a test to compare with. */
public final class PlainKeyboard {
    /** Who holds a pitch since when. */
    static final class Held {
        final Set<Integer> channels = new TreeSet<>();
        double struck;
    }

    final Map<Integer, Held> down = new TreeMap<>();
    final Map<Integer, Foot> feet = new HashMap<>();
    int strikes;
    int releases;
    private double lastKeyUp = Double.NEGATIVE_INFINITY;
    private double quietSince = Double.POSITIVE_INFINITY;

    /** A pedal. */
    static final class Foot {
        boolean down;
        boolean reversed;
        int value;
        int suspicions;
        double moved = Double.NEGATIVE_INFINITY;
    }

    void pass(double now) {
        for (Integer pitch : List.copyOf(down.keySet())) {
            if (down.get(pitch).struck + 10 <= now) {
                release(pitch, now);
            }
        }
        if (quietSince + 3 <= now) {
            quietSince = Double.POSITIVE_INFINITY;
            for (Foot foot : feet.values()) {
                if (!foot.down) {
                    foot.suspicions = 0;
                } else if (foot.moved >= lastKeyUp) {
                    foot.suspicions++;
                    if (foot.suspicions == 2) {
                        foot.suspicions = 0;
                        foot.reversed = !foot.reversed;
                        move(foot, 127 - foot.value, now);
                    }
                }
            }
        }
    }

    /** What goes on by itself until then, each at its own time. */
    public void passTo(double now) {
        double next = next();
        while (next <= now) {
            pass(next);
            next = next();
        }
    }

    private double next() {
        double next = quietSince + 3;
        for (Held held : down.values()) {
            next = Math.min(next, held.struck + 10);
        }
        return next;
    }

    /** A channel message, bytes as a keyboard sends them. */
    public void receive(double now, int status, int data1, int data2) {
        switch (status & 0xF0) {
            case 0x90 -> message(now, status & 0x0F, data2 > 0 ? "on" : "off", data1, data2);
            case 0x80 -> message(now, status & 0x0F, "off", data1, data2);
            case 0xB0 -> message(now, status & 0x0F, "control", data1, data2);
            default -> {
                // Neither keys nor pedal.
            }
        }
    }

    /** How many strokes there were. */
    public int strikes() {
        return strikes;
    }

    void message(double now, int channel, String what, int data1, int data2) {
        if (channel == 9) {
            return;
        }
        switch (what) {
            case "on" -> strike(now, channel, data1);
            case "off" -> letGo(now, channel, data1);
            case "control" -> control(now, channel, data1, data2);
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void strike(double now, int channel, int pitch) {
        Held held = down.get(pitch);
        if (held != null && now - held.struck < 0.03) {
            held.channels.add(channel);
            return;
        }
        if (held != null) {
            releases++;
        } else {
            held = new Held();
            down.put(pitch, held);
        }
        held.channels.add(channel);
        held.struck = now;
        quietSince = Double.POSITIVE_INFINITY;
        strikes++;
    }

    private void letGo(double now, int channel, int pitch) {
        Held held = down.get(pitch);
        if (held != null && held.channels.remove(channel) && held.channels.isEmpty()) {
            release(pitch, now);
        }
    }

    private void release(int pitch, double now) {
        down.remove(pitch);
        releases++;
        if (down.isEmpty()) {
            lastKeyUp = now;
            quietSince = now;
        }
    }

    private void control(double now, int channel, int number, int value) {
        Foot foot = feet.computeIfAbsent(channel, c -> new Foot());
        if (number == 64) {
            move(foot, foot.reversed ? 127 - value : value, now);
        }
        if (number == 120 || number >= 123) {
            for (int pitch : List.copyOf(down.keySet())) {
                letGo(now, channel, pitch);
            }
        }
        if (number == 120 || number == 121) {
            move(foot, 0, now);
        }
    }

    private void move(Foot foot, int value, double now) {
        foot.value = value;
        boolean goesDown = value >= 64;
        boolean goesUp = value < 56;
        if (foot.down ? goesUp : goesDown) {
            foot.down = !foot.down;
            foot.moved = now;
            if (down.isEmpty()) {
                quietSince = now;
            }
        }
    }

    /** Everything goes up. */
    public void lift(double now) {
        for (int pitch : List.copyOf(down.keySet())) {
            release(pitch, now);
        }
        feet.values().forEach(foot -> move(foot, 0, now));
    }

    boolean pedalDown() {
        return feet.values().stream().anyMatch(foot -> foot.down);
    }
}
