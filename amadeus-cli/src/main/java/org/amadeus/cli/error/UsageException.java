package org.amadeus.cli.error;

import java.util.List;
import java.util.Map;
import org.amadeus.data.AmadeusException;

/** Options that contradict each other or whose value can't be used: exit code 2. */
public final class UsageException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    /**
     * What a setting says of its value, by the name of the option that gave it.
     *
     * @param fault   begins with the setting's words, then "is" or "are"
     * @param options option by the words of its setting
     */
    public static UsageException of(IllegalArgumentException fault, Map<String, String> options) {
        for (Map.Entry<String, String> option : options.entrySet()) {
            for (String verb : List.of(" is ", " are ")) {
                String words = option.getKey() + verb;
                if (fault.getMessage().startsWith(words)) {
                    return new UsageException(
                            option.getValue() + " is " + fault.getMessage().substring(words.length()));
                }
            }
        }
        return new UsageException(fault.getMessage());
    }

    /** @throws UsageException where an option's value is not in {@code least .. most} */
    public static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            String expected = most == Integer.MAX_VALUE ? least + " or more" : least + " .. " + most;
            throw new UsageException(option + " is " + value + ", expected " + expected);
        }
    }
}
