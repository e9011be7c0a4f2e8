package org.amadeus.cli;

import org.amadeus.data.AmadeusException;

/** Options that contradict each other or whose value can't be used: exit code 2. */
final class UsageException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
