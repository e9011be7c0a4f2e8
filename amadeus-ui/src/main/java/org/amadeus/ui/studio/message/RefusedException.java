package org.amadeus.ui.studio.message;

import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/**
 * A message the studio does not take. Its text is the reason, which the page is told, on one line whatever the message
 * said.
 */
public final class RefusedException extends AmadeusException {
    private static final long serialVersionUID = 1L;
    private static final long NONE = -1;

    /** The id of the answer that was asked for, or {@link #NONE}. */
    private final long id;

    public RefusedException(String reason) {
        this(Printable.escape(reason), NONE, null);
    }

    public RefusedException(String reason, Throwable cause) {
        this(Printable.escape(reason), NONE, cause);
    }

    private RefusedException(String reason, long id, Throwable cause) {
        super(reason, cause);
        this.id = id;
    }

    /** The same refusal, of the message with that id. */
    RefusedException of(long message) {
        return new RefusedException(getMessage(), message, this);
    }

    /** The id of the message that is refused, where it has one. */
    public OptionalLong id() {
        return id == NONE ? OptionalLong.empty() : OptionalLong.of(id);
    }
}
