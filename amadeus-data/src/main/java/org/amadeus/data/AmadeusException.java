package org.amadeus.data;

/**
 * Something a user can mend: a bad file, a bad option, a missing device. The message is one line and says where, what
 * was found, what was expected and, where it can, what to do. Everything else that is thrown is a fault of ours.
 */
public class AmadeusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AmadeusException(String message) {
        super(message);
    }

    public AmadeusException(String message, Throwable cause) {
        super(message, cause);
    }
}
