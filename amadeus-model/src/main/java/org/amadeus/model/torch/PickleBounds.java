package org.amadeus.model.torch;

import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.file.SessionFormatException;

/**
 * What a pickle leaves is a graph of values that may hold themselves, or share each other so often that they stand for
 * more than any memory holds. This lets pass what anyone may walk, print or hash: values without a circle, not deep, and
 * written out no larger than a multiple of the pickle. Goes no further than that, neither in depth nor in time.
 */
final class PickleBounds {
    private static final int DEEPEST = 64;
    private static final long LARGEST = 1L << 20;
    /** As many bytes of a pickle, so much may be made of each; as much counts a container, of one byte at least. */
    private static final long TIMES_THE_PICKLE = 8;

    private final String file;
    private final String part;
    private final long most;
    private long written;
    /** The containers that a value lies in. */
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private PickleBounds(String file, String part, long pickleBytes) {
        this.file = file;
        this.part = part;
        this.most = LARGEST + TIMES_THE_PICKLE * pickleBytes;
    }

    /**
     * Checks a value.
     *
     * @param pickleBytes how long the pickle was that made it
     * @param part        where in the file the pickle is
     * @throws SessionFormatException saying what is wrong with it
     */
    static void check(Object value, long pickleBytes, String file, String part) {
        new PickleBounds(file, part, pickleBytes).check(value);
    }

    private void check(Object value) {
        written += size(value);
        if (written > most) {
            throw fault("values that share each other and stand for more than " + most + " bytes written out: refused");
        }
        if (!(value instanceof List || value instanceof Map)) {
            return;
        }
        if (!around.add(value)) {
            throw fault("a value that contains itself: refused");
        }
        if (around.size() > DEEPEST) {
            throw fault("values nested more than " + DEEPEST + " deep: refused");
        }
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(this::check);
            map.values().forEach(this::check);
        } else {
            ((List<?>) value).forEach(this::check);
        }
        around.remove(value);
    }

    private SessionFormatException fault(String what) {
        return new SessionFormatException(file, part + " holds " + what);
    }

    /** About how many bytes a value takes by itself where it is written out. */
    private static long size(Object value) {
        if (value instanceof String text) {
            return 1 + text.length();
        }
        if (value instanceof BigInteger number) {
            return 1 + number.bitLength() / 8;
        }
        return value instanceof List || value instanceof Map ? TIMES_THE_PICKLE : 1;
    }
}
