package org.amadeus.data.midi;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The channel messages of all tracks but percussion's, in one order: by tick, of one tick by track. Takes time in
 * proportion to the number of events times the logarithm of the number of tracks, and memory for each track only.
 */
final class TrackMerge {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.<Head>comparingLong(head -> head.message.tick()).thenComparingInt(head -> head.track));

    TrackMerge(List<MidiTrack> tracks) {
        for (int track = 0; track < tracks.size(); track++) {
            Head head = new Head(track, tracks.get(track).events());
            if (head.advance()) {
                heads.add(head);
            }
        }
    }

    /** Hears a message. */
    interface Listener {
        void message(int track, ChannelMessage message);
    }

    void forEach(Listener listener) {
        while (!heads.isEmpty()) {
            Head first = heads.poll();
            Head next = heads.peek();
            boolean more;
            do {
                listener.message(first.track, first.message);
                more = first.advance();
            } while (more && (next == null || heads.comparator().compare(first, next) < 0));
            if (more) {
                heads.add(first);
            }
        }
    }

    /** How far one track has been told. */
    private static final class Head {
        private final int track;
        private final List<MidiEvent> events;
        private int next;
        private ChannelMessage message;

        Head(int track, List<MidiEvent> events) {
            this.track = track;
            this.events = events;
        }

        boolean advance() {
            while (next < events.size()) {
                if (events.get(next++) instanceof ChannelMessage m && m.channel() != ChannelMessage.PERCUSSION) {
                    message = m;
                    return true;
                }
            }
            return false;
        }
    }
}
