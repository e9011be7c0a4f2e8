package org.amadeus.data.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
public final class Sha256 {
    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first bytes of the digest of others, as hexadecimal digits; all are 32. */
    public static String hex(byte[] bytes, int count) {
        return HexFormat.of().formatHex(digest().digest(bytes), 0, count);
    }
}
