package org.amadeus.ui.studio.band;

/** Who hears a voice. Called from the band's thread: an implementation must not block. */
public interface Audience {
    /** Takes one message of the protocol. */
    void send(String json);

    /** Whether messages arrive: a voice whose audience falls behind waits, so that nothing piles up. */
    boolean keepsUp();
}
