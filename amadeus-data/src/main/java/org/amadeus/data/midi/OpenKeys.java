package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The notes whose keys are down, by channel, track and pitch. Takes no longer for a message than it has notes to end. */
final class OpenKeys {
    private final List<Map<Integer, Strike>> channels = new ArrayList<>(16);

    OpenKeys() {
        for (int channel = 0; channel < 16; channel++) {
            channels.add(new HashMap<>());
        }
    }

    /** The note of that key, null where it is up. */
    Strike get(int track, ChannelMessage message) {
        return channels.get(message.channel()).get(key(track, message.data1()));
    }

    void put(Strike strike) {
        channels.get(strike.channel()).put(key(strike.track(), strike.pitch()), strike);
    }

    void remove(Strike strike) {
        channels.get(strike.channel()).remove(key(strike.track(), strike.pitch()));
    }

    /** All of a channel, which then has none. */
    Collection<Strike> take(int channel) {
        Map<Integer, Strike> open = channels.get(channel);
        if (open.isEmpty()) {
            return List.of();
        }
        channels.set(channel, new HashMap<>());
        return open.values();
    }

    private static int key(int track, int pitch) {
        return track << 7 | pitch;
    }
}
