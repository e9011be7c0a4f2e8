package org.amadeus.quant.rules;

import org.amadeus.quant.QuantizationException;

/**
 * A text that may be looked at so often and no more: an expression of a stranger's may go back and forth over a name of
 * twenty letters for years.
 */
final class BoundedText implements CharSequence {
    private static final int MOST_LOOKS = 100_000;

    private final String text;
    private final Object expression;
    private int looks;

    /** @param expression what looks at it, for the error */
    BoundedText(String text, Object expression) {
        this.text = text;
        this.expression = expression;
    }

    @Override
    public char charAt(int at) {
        if (++looks > MOST_LOOKS) {
            throw new QuantizationException("rule \"" + expression + "\" looks at \"" + text + "\" more than "
                    + MOST_LOOKS + " times: write it with fewer stars inside each other");
        }
        return text.charAt(at);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
