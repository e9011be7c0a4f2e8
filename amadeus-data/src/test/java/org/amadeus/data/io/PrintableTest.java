package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertEquals("\\e]0;PWNED\\u0007\\e[2J", Printable.escape("\u001b]0;PWNED\u0007\u001b[2J"));
        assertEquals("a\\nb\\tc\\r", Printable.escape("a\nb\tc\r"));
        assertEquals("\\u0000 \\u007f \\u009b31m", Printable.escape("\0 \u007f \u009b31m"));
        assertEquals("\\u202egnp.mid \\u2028 \\ud800", Printable.escape("\u202egnp.mid \u2028 \ud800"));
        assertEquals("x\\udb40\\udc41", Printable.escape("x\udb40\udc41"), "an invisible tag letter");
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "Prélude №3 — 前奏曲 \ud83c\udfb9.mid";
        assertSame(text, Printable.escape(text));
        assertEquals("a/b.mid", Printable.escape(Path.of("a", "b.mid")).replace('\\', '/'));
        assertEquals("null", Printable.escape(null));
    }

    @Test
    void noCharacterLeavesAControlCharacterBehind() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String escaped = Printable.escape(new String(Character.toChars(point)));
            assertFalse(escaped.chars().anyMatch(Character::isISOControl), Integer.toHexString(point));
        }
    }
}
