package org.amadeus.ui.studio;

import java.time.Duration;

/**
 * How much one server takes on.
 *
 * @param sessions          pages at once
 * @param connections       TCP connections at once
 * @param messageBytes      the longest message of a page
 * @param messagesPerSecond of one page, on average; a burst may be three times as many
 * @param uploadBytes       the longest MIDI file or piece
 * @param idle              a session that neither says nor hears anything for so long is freed
 */
public record StudioLimits(
        int sessions, int connections, int messageBytes, int messagesPerSecond, int uploadBytes, Duration idle) {
    /** 64 sessions, 256 KiB a message, 100 messages a second, 1 MiB a file, ten minutes. */
    public static final StudioLimits DEFAULT =
            new StudioLimits(64, 256, 256 << 10, 100, 1 << 20, Duration.ofMinutes(10));
}
