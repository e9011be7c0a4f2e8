package org.amadeus.data.io;

/**
 * Texts from files, names above all, made fit for a terminal or a line of a report: whatever would move the cursor, end
 * the line, change the order of the letters or not be seen is written as an escape.
 */
public final class Printable {
    private Printable() {}

    /**
     * The text with every control character (C0, DEL, C1), line and paragraph separator, character of format (bidirectional
     * overrides, zero-width ones but the joiners) and lone surrogate written as {@code \n}, {@code \t}, {@code \r}, {@code \e} or four
     * hexadecimal digits. Other text, that of any script, stays as it is.
     */
    public static String escape(Object text) {
        String plain = String.valueOf(text);
        StringBuilder escaped = null;
        for (int at = 0; at < plain.length(); ) {
            int point = plain.codePointAt(at);
            int next = at + Character.charCount(point);
            if (isHarmful(point)) {
                escaped = escaped == null ? new StringBuilder(plain.substring(0, at)) : escaped;
                append(escaped, point);
            } else if (escaped != null) {
                escaped.append(plain, at, next);
            }
            at = next;
        }
        return escaped == null ? plain : escaped.toString();
    }

    private static boolean isHarmful(int point) {
        if (point == 0x200C || point == 0x200D) {
            return false; // the joiners: Persian and emoji are spelled with them
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x1B -> out.append("\\e");
            default -> {
                for (char unit : Character.toChars(point)) {
                    out.append("\\u").append(Character.forDigit(unit >> 12, 16));
                    out.append(Character.forDigit(unit >> 8 & 15, 16));
                    out.append(Character.forDigit(unit >> 4 & 15, 16));
                    out.append(Character.forDigit(unit & 15, 16));
                }
            }
        }
    }
}
