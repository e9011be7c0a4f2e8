package org.amadeus.model.session;

import java.util.Locale;

/** How a native session stores the parameters of a plain graph; in memory they are float32 either way. */
public enum WeightFormat {
    /** Exact. */
    FLOAT32,
    /** Half the size; each weight rounded to 11 significant bits. */
    FLOAT16;

    /** The name used in files and on the command line: {@code float32} or {@code float16}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
