package org.amadeus.quant.report;

import java.util.Arrays;
import java.util.Locale;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.QuantizedRows;

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
     * @param what the integers are called: int8, int4
     */
    static ChosenRange of(QuantizedRows weights, String what) {
        double[] lows = new double[weights.scales().length];
        double[] highs = new double[lows.length];
        for (int row = 0; row < lows.length; row++) {
            Affine affine = new Affine(weights.scales()[row], weights.zeroPoints()[row]);
            lows[row] = affine.dequantize(Affine.LEAST);
            highs[row] = affine.dequantize(Affine.MOST);
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
