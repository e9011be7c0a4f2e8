package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.List;

/** Reads the events of one track. Running status goes on across meta and system exclusive events, as many files have it. */
final class TrackParser {
    private final ByteCursor cursor;
    private final List<MidiEvent> events = new ArrayList<>();
    private long tick;
    private int runningStatus;
    private boolean ended;

    TrackParser(ByteCursor cursor) {
        this.cursor = cursor;
    }

    /** What has been read so far; all of it once {@link #parse} has returned. */
    List<MidiEvent> events() {
        return events;
    }

    /** Whether there was an end of track event. */
    boolean ended() {
        return ended;
    }

    /** @throws MidiFormatException where the bytes are not those of a track */
    void parse() {
        while (!ended && cursor.left() > 0) {
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
                metaEvent(start);
            } else if (first == 0xF0 || first == 0xF7) {
                int length = cursor.nextVariable("the length of a system exclusive event");
                events.add(new SysexEvent(tick, first, cursor.nextBytes(length, "a system exclusive event")));
            } else {
                cursor.skip(systemDataBytes(first), "a system message");
            }
        }
    }

    private void channelMessage(int start, int first) {
        if (first >= 0x80) {
            runningStatus = first;
        } else if (runningStatus == 0) {
            throw cursor.error(start, "byte " + hex(first) + " in the place of a status byte, and none before it");
        }
        int data1 = dataByte();
        int data2 = ChannelMessage.dataBytes(runningStatus) == 2 ? dataByte() : 0;
        events.add(new ChannelMessage(tick, runningStatus, data1, data2));
    }

    private int dataByte() {
        int start = cursor.at();
        int value = cursor.next("an event");
        if (value > 127) {
            throw cursor.error(start, "data byte " + hex(value) + " of a channel message, expected 0x00 .. 0x7f");
        }
        return value;
    }

    private void metaEvent(int start) {
        int type = cursor.next("a meta event");
        if (type > 127) {
            throw cursor.error(start, "meta event of type " + hex(type) + ", expected 0x00 .. 0x7f");
        }
        int length = cursor.nextVariable("the length of a meta event");
        events.add(new MetaEvent(tick, type, cursor.nextBytes(length, "a meta event")));
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
        return String.format("0x%02x", value);
    }
}
