package org.amadeus.model.file;

import org.amadeus.data.AmadeusException;

/** A file that is not a session, or is a damaged, hostile or unsupported one. The message begins with the file's name. */
public class SessionFormatException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file  the file's name, as the user gave it
     * @param fault what was found where, and what was expected
     */
    public SessionFormatException(String file, String fault) {
        super(file + ": " + fault);
    }

    public SessionFormatException(String file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
