package org.amadeus.live.mode;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where there is room beside what the player strikes: two octaves at most, a third or more away from all that was struck
 * in the last seconds; below what lies high, above what lies low. And how dense that is.
 */
public final class Register {
    /** What was struck longer ago counts no longer, seconds; but the last few strokes always do. */
    private static final double RECENT = 3;

    private static final int FEW = 4;
    private static final int MIDDLE = 60;
    private static final int DISTANCE = 3;
    private static final int WIDTH = 24;
    /** Less room is none. */
    private static final int NARROW = 7;
    /** Lower and higher than that nobody accompanies. */
    private static final int LOWEST = 31;

    private static final int HIGHEST = 98;
    /** So many strokes within a second are dense; they are so until there are so few. */
    private static final int DENSE = 7;

    private static final int CALM = 4;

    private record Stroke(double at, int pitch, boolean first) {}

    private final Deque<Stroke> strokes = new ArrayDeque<>();
    private boolean dense;
    private int low;
    private int high;
    private boolean below;
    private boolean chosen;

    /** The player struck a key. */
    public void strike(double now, int pitch) {
        Stroke last = strokes.peekLast();
        strokes.add(new Stroke(now, pitch, last == null || now - last.at > Accompaniment.CHORD));
        while (strokes.size() > FEW && strokes.peek().at < now - RECENT) {
            strokes.remove();
        }
        low = strokes.stream().mapToInt(Stroke::pitch).min().orElseThrow();
        high = strokes.stream().mapToInt(Stroke::pitch).max().orElseThrow();
        choose();
        dense |= within(now) >= DENSE;
    }

    private void choose() {
        boolean roomBelow = low - DISTANCE - LOWEST >= NARROW;
        boolean roomAbove = HIGHEST - high - DISTANCE >= NARROW;
        boolean stay = chosen && (below ? roomBelow : roomAbove);
        if (!stay) {
            below = roomBelow && (low + high >= 2 * MIDDLE || !roomAbove);
            chosen = roomBelow || roomAbove;
        }
    }

    /** How many strokes there were in the last second; a chord is one. */
    private long within(double now) {
        return strokes.stream().filter(s -> s.first && s.at > now - 1).count();
    }

    /** Whether the player is dense. */
    public boolean isDense(double now) {
        dense &= within(now) > CALM;
        return dense;
    }

    /** When a player who is dense and strikes nothing more may be so no longer. */
    public double calmAt(double now) {
        return strokes.stream()
                .mapToDouble(s -> s.at + 1)
                .filter(at -> at > now)
                .min()
                .orElse(now);
    }

    /** Whether there is room. */
    public boolean hasRoom() {
        return chosen;
    }

    /** The lowest pitch of the room. */
    public int lowest() {
        return below ? Math.max(LOWEST, low - DISTANCE - WIDTH) : high + DISTANCE;
    }

    /** The highest pitch of the room. */
    public int highest() {
        return below ? low - DISTANCE : Math.min(HIGHEST, high + DISTANCE + WIDTH);
    }
}
