package org.amadeus.ui.studio;

import java.time.Duration;

/**
 * How much one server takes on.
 *
 * @param sessions          pages at once
 * @param connections       TCP connections at once
 * @param messageBytes      the longest message of a page
 * @param messagesPerSecond of one page, on average; a burst may be three times as many
 * @param uploadBytes       the longest MIDI file
 * @param pieceBytes        the longest piece to write as a MIDI file, as the page sends it
 * @param uploadTime        how long one of these may take to arrive, and the head of any request
 * @param idle              a session that neither says nor hears anything for so long is freed
 */
public record StudioLimits(
        int sessions,
        int connections,
        int messageBytes,
        int messagesPerSecond,
        int uploadBytes,
        int pieceBytes,
        Duration uploadTime,
        Duration idle) {
    /** 64 sessions, 256 KiB a message, 250 messages a second, 1 MiB a file, 8 MiB a piece in 20 s, ten minutes. */
    public static final StudioLimits DEFAULT =
            new StudioLimits(64, 256, 256 << 10, 250, 1 << 20, 8 << 20, Duration.ofSeconds(20), Duration.ofMinutes(10));
}
