package org.amadeus.data.controls;

import java.util.Arrays;

/**
 * What the next two seconds of music are to be like: a note density, 0 (fewest notes) to 11, and the share of each pitch
 * class. Immutable. As a model's input it is 24 floats, {@code [density one-hot 12 | pitch classes C, C#, D .. B 12]}.
 */
public final class Control {
    /** Floats of a control. */
    public static final int SIZE = 24;
    /** Densities there are: index d stands for 3 d + 1 notes or more in two seconds (index 0 for fewer too). */
    public static final int DENSITIES = 12;

    public static final int PITCH_CLASSES = 12;

    private final int density;
    private final float[] shares;

    private Control(int density, float[] shares) {
        this.density = density;
        this.shares = shares;
    }

    /**
     * @param density   0 .. 11
     * @param histogram weight of each pitch class, C first, 12 numbers of 0 or more in any unit; all zero means that
     *                  every pitch class has the same share
     */
    public static Control of(int density, double... histogram) {
        if (density < 0 || density >= DENSITIES) {
            throw new IllegalArgumentException("note density is " + density + ", expected 0 .. 11");
        }
        if (histogram.length != PITCH_CLASSES) {
            throw new IllegalArgumentException(
                    histogram.length + " pitch classes, expected " + PITCH_CLASSES + " (C, C#, D .. B)");
        }
        double sum = 0;
        for (double weight : histogram) {
            if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("weight of a pitch class is " + weight + ", expected 0 or more");
            }
            sum += weight;
        }
        float[] shares = new float[PITCH_CLASSES];
        for (int i = 0; i < PITCH_CLASSES; i++) {
            shares[i] = (float) (sum > 0 ? histogram[i] / sum : 1.0 / PITCH_CLASSES);
        }
        return new Control(density, shares);
    }

    /** The control of these shares as they are; they need not sum to 1. */
    static Control ofShares(int density, float[] shares) {
        return new Control(density, shares);
    }

    /**
     * Reads {@code "HISTOGRAM;DENSITY"}: 12 weights from C to B separated by commas, or none for equal shares; then a
     * density 0 .. 11. {@code "2,0,1,1,0,1,0,1,1,0,0,1;4"}, {@code ";4"}.
     *
     * @throws ControlFormatException where the text is of another form
     */
    public static Control parse(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0 || semicolon != text.lastIndexOf(';')) {
            throw new ControlFormatException(
                    text, "expected HISTOGRAM;DENSITY, 12 numbers or none, a semicolon, a note density 0 .. 11");
        }
        double[] histogram = parseHistogram(text, text.substring(0, semicolon).trim());
        String densityText = text.substring(semicolon + 1).trim();
        int density;
        try {
            density = Integer.parseInt(densityText);
        } catch (NumberFormatException e) {
            throw new ControlFormatException(
                    text, "\"" + densityText + "\" after ';', expected a note density 0 .. 11");
        }
        try {
            return of(density, histogram);
        } catch (IllegalArgumentException e) {
            throw new ControlFormatException(text, e.getMessage());
        }
    }

    private static double[] parseHistogram(String text, String part) {
        if (part.isEmpty()) {
            return new double[PITCH_CLASSES];
        }
        String[] words = part.split(",", -1);
        if (words.length != PITCH_CLASSES) {
            throw new ControlFormatException(
                    text,
                    words.length + (words.length == 1 ? " number" : " numbers")
                            + " before ';', expected 12 (C, C#, D .. B) or none");
        }
        double[] histogram = new double[PITCH_CLASSES];
        for (int i = 0; i < PITCH_CLASSES; i++) {
            try {
                histogram[i] = Double.parseDouble(words[i].trim());
            } catch (NumberFormatException e) {
                throw new ControlFormatException(text, "\"" + words[i].trim() + "\" is not a number");
            }
        }
        return histogram;
    }

    /** 0 .. 11. */
    public int density() {
        return density;
    }

    /** The share of a pitch class, 0 (C) .. 11 (B), 0 .. 1. */
    public float share(int pitchClass) {
        return shares[pitchClass];
    }

    /** Writes the 24 floats to {@code destination} from {@code offset} on. */
    public void fill(float[] destination, int offset) {
        Arrays.fill(destination, offset, offset + DENSITIES, 0);
        destination[offset + density] = 1;
        System.arraycopy(shares, 0, destination, offset + DENSITIES, PITCH_CLASSES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Control control && density == control.density && Arrays.equals(shares, control.shares);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shares) + density;
    }

    /** In the form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PITCH_CLASSES; i++) {
            text.append(i == 0 ? "" : ",").append(shares[i]);
        }
        return text.append(';').append(density).toString();
    }
}
