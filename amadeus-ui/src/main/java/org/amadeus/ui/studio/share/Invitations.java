package org.amadeus.ui.studio.share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amadeus.data.io.Sha256;

/**
 * Codes that let one guest in each, and the guests that are in. A code is spent by whom it lets in, and void after
 * {@value #MOST_TRIES} wrong ones; then nobody comes in until the owner makes another. Codes and keys are compared in constant time.
 */
final class Invitations {
    /** Wrong codes that make the right one void. */
    static final int MOST_TRIES = 5;
    /** Guests at once. */
    static final int MOST_GUESTS = 16;
    /** Letters and digits that are not taken for each other. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 8;
    private static final int KEY_BYTES = 16;

    /** What became of a code. */
    record Answer(Optional<String> key, String reason) {}

    private final SecureRandom random;
    /** Digests of the keys of those who are in. */
    private final List<byte[]> guests = new ArrayList<>();

    private String code;
    private int wrong;

    Invitations(SecureRandom random) {
        this.random = random;
        renew();
    }

    /** Makes another code; the one before is void. */
    synchronized void renew() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        code = letters.toString();
        wrong = 0;
    }

    /** The code that lets the next guest in, eight letters; empty where none does. */
    synchronized Optional<String> code() {
        return wrong < MOST_TRIES ? Optional.of(code) : Optional.empty();
    }

    /** Lets a guest in by a code, which is spent then: the key to show from here on. */
    synchronized Answer admit(String tried) {
        if (wrong >= MOST_TRIES) {
            return new Answer(Optional.empty(), "too many wrong codes; ask for another one");
        }
        if (guests.size() == MOST_GUESTS) {
            return new Answer(Optional.empty(), MOST_GUESTS + " guests are in already");
        }
        String letters = tried.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (!MessageDigest.isEqual(bytes(code), bytes(letters))) {
            wrong++;
            return new Answer(Optional.empty(), "this is not the code; each lets one guest in, once");
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        guests.add(digest(text));
        renew();
        return new Answer(Optional.of(text), "");
    }

    /** Whether a key is a guest's. */
    synchronized boolean isGuest(String key) {
        byte[] digest = digest(key);
        boolean found = false;
        for (byte[] guest : guests) {
            found |= MessageDigest.isEqual(guest, digest);
        }
        return found;
    }

    /** How many guests were let in. */
    synchronized int guests() {
        return guests.size();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digest(String text) {
        return Sha256.digest().digest(bytes(text));
    }
}
