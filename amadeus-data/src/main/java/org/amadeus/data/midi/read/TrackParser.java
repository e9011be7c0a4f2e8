package org.amadeus.data.midi.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.midi.SysexEvent;

/**
 * Reads the events of one track. Running status goes on across meta and system exclusive events, as many files have it.
 * Where a byte of data is above 127 its message is kept if that is its last byte, which then is 127, and left out else:
 * there is no such key, controller or program.
 */
final class TrackParser {
    /** So many events can be read from bytes that are none. */
    private static final int MOST_BY_CHANCE = 3;

    private final ByteCursor cursor;
    private final Faults faults;
    private final List<MidiEvent> events = new ArrayList<>();
    private long tick;
    private int runningStatus;
    private boolean ended;
    private int begun;
    private int oddBytes;
    private int marked = -1;
    private MidiFormatException firstOdd;

    TrackParser(ByteCursor cursor, Faults faults) {
        this.cursor = cursor;
        this.begun = cursor.at();
        this.faults = faults;
    }

    /** What has been read so far; all of it once {@link #parse} has returned. */
    List<MidiEvent> events() {
        return events;
    }

    /** Whether there was an end of track event. */
    boolean ended() {
        return ended;
    }

    /** Where the next event would begin. */
    int at() {
        return cursor.at();
    }

    /** Where the event begins, by its delta time, that ended the track, could not be read or is not there. */
    int begun() {
        return begun;
    }

    /**
     * Drops what was read beyond the mark, where that was at the start of an event and is too little to be music.
     *
     * @return whether it did
     */
    boolean dropBeyondMark() {
        if (marked < 0 || events.size() - marked > MOST_BY_CHANCE) {
            return false;
        }
        events.subList(marked, events.size()).clear();
        return true;
    }

    /**
     * Reads up to the end of track event, to where the next track begins, or to the end.
     *
     * @param mark   a place that {@link #dropBeyondMark} may go back to
     * @param padded whether no event can begin there: nothing but zeros follow
     * @throws MidiFormatException where the bytes are not those of a track
     */
    void parse(int mark, boolean padded) {
        while (!ended && cursor.left() > 0 && !TrackChunks.looksLikeTrack(cursor, cursor.at())) {
            if (cursor.at() == mark) {
                marked = events.size();
                if (padded) {
                    return;
                }
            }
            long eventTick = tick + cursor.nextVariable("a delta time");
            int start = cursor.at();
            int first = cursor.peek("an event");
            if (first >= 0x80) {
                cursor.skip(1, "an event");
            }
            tick = eventTick;
            if (first < 0xF0) {
                channelMessage(start, first);
            } else if (first == 0xFF) {
                metaEvent();
            } else if (first == 0xF0 || first == 0xF7) {
                systemExclusive(first);
            } else {
                cursor.skip(systemDataBytes(first), "a system message");
            }
            begun = ended ? begun : cursor.at();
        }
    }

    /**
     * Tells of the bytes above 127, if there were any: those of a program that knows no better where the track then ends
     * as it should, those of a damaged file where it does not.
     *
     * @param whole whether the track ends where a track may end
     * @throws MidiFormatException where it is damaged
     */
    void requireRightOrEnd(boolean whole) {
        if (oddBytes == 0) {
            return;
        }
        if (!whole) {
            throw firstOdd;
        }
        String more = oddBytes == 1 ? "" : "; " + Counted.of(oddBytes - 1, "more such byte") + " in this track";
        faults.passOver((int) firstOdd.offset(), firstOdd.track(), firstOdd.reason() + more);
    }

    private void channelMessage(int start, int first) {
        if (first >= 0x80) {
            runningStatus = first;
        } else if (runningStatus == 0) {
            throw cursor.error(start, "byte " + hex(first) + " in the place of a status byte, and none before it");
        }
        int data1 = dataByte();
        int data2 = ChannelMessage.dataBytes(runningStatus) == 2 ? dataByte() : 0;
        if (data1 <= 127) {
            events.add(new ChannelMessage(tick, runningStatus, data1, Math.min(data2, 127)));
        }
    }

    private int dataByte() {
        int start = cursor.at();
        int value = cursor.next("an event");
        if (value > 127) {
            odd(start, "data byte " + hex(value) + " of a channel message, expected 0x00 .. 0x7f");
        }
        return value;
    }

    private void odd(int start, String reason) {
        oddBytes++;
        if (firstOdd == null) {
            firstOdd = cursor.error(start, reason);
        }
    }

    /**
     * A message whose last byte by its length is no 0xF7 ends at its first one: some programs count too much, or write no
     * length.
     */
    private void systemExclusive(int first) {
        int start = cursor.at();
        int length = cursor.nextVariable("the length of a system exclusive event");
        int end = first == 0xF0 ? cursor.endOfMessage(Math.min(length, cursor.left())) : -1;
        boolean right = end < 0 || length <= cursor.left() && cursor.byteAt(cursor.at() + length - 1) == 0xF7;
        if (!right) {
            faults.passOver(
                    start,
                    cursor.track(),
                    "a system exclusive event's length says " + Counted.of(length, "byte") + ", it has " + end);
        }
        events.add(new SysexEvent(tick, first, cursor.nextBytes(right ? length : end, "a system exclusive event")));
    }

    private void metaEvent() {
        int start = cursor.at();
        int type = cursor.next("a meta event");
        int length = cursor.nextVariable("the length of a meta event");
        byte[] data = cursor.nextBytes(length, "a meta event");
        if (type > 127) {
            odd(start, "meta event of type " + hex(type) + ", expected 0x00 .. 0x7f");
            return;
        }
        events.add(new MetaEvent(tick, type, data));
        ended = type == MetaEvent.END_OF_TRACK;
    }

    /** System messages have no place in a file; where there are some, they have these many data bytes. */
    private static int systemDataBytes(int status) {
        return switch (status) {
            case 0xF1, 0xF3 -> 1;
            case 0xF2 -> 2;
            default -> 0;
        };
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }
}
