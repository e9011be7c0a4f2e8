package org.amadeus.cli.error;

import org.amadeus.data.AmadeusException;

/** Options that contradict each other or whose value can't be used: exit code 2. */
public final class UsageException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    /** @throws UsageException where an option's value is not in {@code least .. most} */
    public static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            String expected = most == Integer.MAX_VALUE ? least + " or more" : least + " .. " + most;
            throw new UsageException(option + " is " + value + ", expected " + expected);
        }
    }
}
