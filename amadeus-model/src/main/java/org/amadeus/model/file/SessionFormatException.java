package org.amadeus.model.file;

import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** A file that is not a session, or is a damaged, hostile or unsupported one. The message begins with the file's name. */
public class SessionFormatException extends AmadeusException {
    private static final long serialVersionUID = 1L;
    /** The longest that is said: what a file holds stands in messages. */
    private static final int LONGEST = 1000;

    /**
     * @param file  the file's name, as the user gave it
     * @param fault what was found where, and what was expected
     */
    public SessionFormatException(String file, String fault) {
        super(file + ": " + printable(fault));
    }

    public SessionFormatException(String file, String fault, Throwable cause) {
        super(file + ": " + printable(fault), cause);
    }

    private static String printable(String fault) {
        String escaped = Printable.escape(fault);
        return escaped.length() <= LONGEST ? escaped : escaped.substring(0, LONGEST) + " ..";
    }

    /** Refuses a parameter whose shape is not the one that the configuration asks for. */
    public static void requireShape(String file, String name, List<Long> found, List<Integer> expected) {
        if (!found.equals(expected.stream().map(Integer::longValue).toList())) {
            boolean tellsHidden = name.matches("\\w+\\.weight_hh_l\\d+") && found.size() == 2;
            String advice = tellsHidden ? " Was it trained with -p hidden_dim=" + found.get(1) + "?" : "";
            throw new SessionFormatException(
                    file, name + " has shape " + found + ", the configuration says " + expected + "." + advice);
        }
    }

    /** Refuses a parameter that holds NaN or infinity. */
    public static void requireFinite(String file, String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new SessionFormatException(
                        file,
                        name + " holds " + values[i] + " at element " + i + " of " + values.length
                                + ": its training diverged. Use a session saved before that");
            }
        }
    }
}
