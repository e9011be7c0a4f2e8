package org.amadeus.ui.picture;

import java.util.Arrays;
import java.util.Locale;
import org.amadeus.quant.affine.Affine;

/**
 * What the levels of a precision cover of a tensor.
 *
 * @param narrowLow  the lower end of the middle row's range (of the only range, where there is one for all)
 * @param narrowHigh its upper end
 * @param wideLow    the lowest end of any row's range
 * @param wideHigh   the highest
 * @param note       in words
 */
record ChosenRange(double narrowLow, double narrowHigh, double wideLow, double wideHigh, String note) {

    /** One range for a whole tensor. */
    static ChosenRange of(Affine affine, String what) {
        double low = affine.dequantize(Affine.LEAST);
        double high = affine.dequantize(Affine.MOST);
        return new ChosenRange(
                low, high, low, high, String.format(Locale.ROOT, "%s, covers %.3g .. %.3g", what, low, high));
    }

    /**
     * A range for each row.
     *
     * @param weights what the integers stand for, [rows, columns]
     * @param what    the integers are called: int8, int4
     */
    static ChosenRange of(float[] weights, int rows, String what) {
        int columns = weights.length / rows;
        double[] lows = new double[rows];
        double[] highs = new double[rows];
        for (int i = 0; i < weights.length; i++) {
            lows[i / columns] = Math.min(lows[i / columns], weights[i]);
            highs[i / columns] = Math.max(highs[i / columns], weights[i]);
        }
        Arrays.sort(lows);
        Arrays.sort(highs);
        int middle = lows.length / 2;
        boolean same = lows[0] == lows[lows.length - 1] && highs[0] == highs[highs.length - 1];
        String note = same
                ? String.format(Locale.ROOT, "%s, covers %.3g .. %.3g", what, lows[0], highs[0])
                : String.format(
                        Locale.ROOT,
                        "%s, %,d rows; the middle one covers %.3g .. %.3g",
                        what,
                        lows.length,
                        lows[middle],
                        highs[middle]);
        return new ChosenRange(lows[middle], highs[middle], lows[0], highs[highs.length - 1], note);
    }
}
