package org.amadeus.ui.studio.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvitationsTest {
    private final Invitations invitations = new Invitations(new SecureRandom());

    private String code() {
        return invitations.code().orElseThrow();
    }

    @Test
    void aCodeLetsOneGuestInOnce() {
        String code = code();
        assertTrue(code.matches("[A-HJ-NP-Z2-9]{8}"), code);
        String key = invitations.admit(code).key().orElseThrow();
        assertTrue(invitations.isGuest(key));
        assertFalse(invitations.isGuest(""));
        assertFalse(invitations.isGuest(code));
        assertFalse(invitations.isGuest(key + "A"));
        assertEquals(Optional.empty(), invitations.admit(code).key(), "it is spent");
        assertNotEquals(code, code());
    }

    @Test
    void aCodeIsTakenAsPeopleTypeIt() {
        String code = code();
        String typed = code.substring(0, 4).toLowerCase() + "-" + code.substring(4) + " ";
        assertTrue(invitations.admit(typed).key().isPresent());
    }

    @Test
    void wrongCodesMakeTheRightOneVoidUntilThereIsAnother() {
        String inside = invitations.admit(code()).key().orElseThrow();
        String code = code();
        for (int i = 0; i < Invitations.MOST_TRIES; i++) {
            assertTrue(invitations.code().isPresent());
            assertEquals(Optional.empty(), invitations.admit("WRONG" + i).key());
        }
        assertEquals(Optional.empty(), invitations.code());
        assertEquals(Optional.empty(), invitations.admit(code).key());
        assertTrue(invitations.isGuest(inside), "who is in stays in");
        invitations.renew();
        assertEquals(Optional.empty(), invitations.admit(code).key(), "the old one stays void");
        assertTrue(invitations.admit(code()).key().isPresent());
    }

    @Test
    void guestsHaveKeysOfTheirOwnAndThereAreSoManyAtMost() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < Invitations.MOST_GUESTS; i++) {
            keys.add(invitations.admit(code()).key().orElseThrow());
        }
        assertEquals(Invitations.MOST_GUESTS, keys.size());
        assertEquals(Invitations.MOST_GUESTS, invitations.guests());
        assertTrue(keys.stream().allMatch(invitations::isGuest));
        assertEquals("16 guests are in already", invitations.admit(code()).reason());
    }
}
