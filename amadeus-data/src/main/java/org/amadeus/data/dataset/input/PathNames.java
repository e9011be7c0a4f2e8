package org.amadeus.data.dataset.input;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names of files below a folder that tell any two of them apart, whatever the locale: made of the bytes that the names
 * have on the disk, where {@link Path#toString} puts one and the same sign for all that the locale cannot write.
 */
final class PathNames {
    private final String folder;

    PathNames(Path folder) {
        String raw = folder.toUri().getRawPath();
        this.folder = raw.endsWith("/") ? raw : raw + "/";
    }

    /** The path of a file below the folder, with slashes: its bytes as UTF-8, {@code \xff} for those that are none. */
    String of(Path file) {
        return of(file.toUri());
    }

    /** Likewise, of a file's URI: it has every byte that is no ASCII letter in hexadecimal, whatever the locale. */
    String of(URI file) {
        String raw = file.getRawPath().substring(folder.length());
        String bare = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        byte[] bytes = bytes(bare);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return escaped(bytes);
        }
    }

    private static byte[] bytes(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char letter = raw.charAt(at);
            if (letter == '%') {
                bytes.write(Integer.parseInt(raw.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte each : bytes) {
            if (each < 0 || each == '\\') {
                text.append(String.format(Locale.ROOT, "\\x%02x", each & 0xFF));
            } else {
                text.append((char) each);
            }
        }
        return text.toString();
    }
}
