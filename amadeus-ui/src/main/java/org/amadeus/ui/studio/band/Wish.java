package org.amadeus.ui.studio.band;

import org.amadeus.ui.studio.message.Request;

/** What a voice is to turn to. Each ends what the one before began. */
sealed interface Wish {
    /** Follow what is being played. */
    record Hear(Prompt prompt) implements Wish {}

    /** Hear this, then play. */
    record Play(Request.Answer answer, Prompt prompt) implements Wish {}

    /** Be silent. */
    record Rest() implements Wish {}
}
