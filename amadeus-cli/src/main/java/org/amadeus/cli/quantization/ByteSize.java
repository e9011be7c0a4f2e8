package org.amadeus.cli.quantization;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.cli.error.UsageException;

/** Sizes of files as people write them: {@code 2.5MB}, {@code 900kB}, {@code 1200000}. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([kMG]?)B?");
    private static final Map<String, Double> UNITS = Map.of("", 1.0, "k", 1e3, "M", 1e6, "G", 1e9);

    private ByteSize() {}

    /** @throws UsageException where it is none, or less than a kilobyte or more than a terabyte */
    static long parse(String option, String text) {
        Matcher parts = FORM.matcher(text.strip());
        double bytes = parts.matches() ? Double.parseDouble(parts.group(1)) * UNITS.get(parts.group(2)) : 0;
        if (!(bytes >= 1e3 && bytes <= 1e12)) {
            throw new UsageException(option + " is " + text + ", expected a size such as 2.5MB or 900kB");
        }
        return (long) bytes;
    }
}
