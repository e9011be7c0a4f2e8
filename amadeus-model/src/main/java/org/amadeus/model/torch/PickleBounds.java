package org.amadeus.model.torch;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a pickle leaves is a graph of values that may hold themselves, or share each other so often that they stand for
 * more than any memory holds. This lets pass what anyone may walk, print or hash: values without a circle, not deep, and
 * written out no larger than a multiple of the pickle. Looks at each value once, without recursion.
 */
final class PickleBounds {
    private static final int DEEPEST = 64;
    private static final long LARGEST = 1L << 20;
    private static final long TIMES_THE_PICKLE = 8;

    /** How deep a container is, and how large it would be written out, about in bytes. */
    private record Size(int depth, long bytes) {}

    /** A container whose contents are being looked at. */
    private static final class Open {
        private final Object container;
        private final Iterator<?> rest;
        private int depth = 1;
        private long bytes = 1;

        Open(Object container) {
            this.container = container;
            this.rest = contents(container).iterator();
            if (container instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> bytes += scalar(key));
            }
        }

        void add(Size inner) {
            depth = Math.max(depth, inner.depth + 1);
            bytes = Math.min(Long.MAX_VALUE / 2, bytes + inner.bytes);
        }
    }

    private final long most;
    private final Map<Object, Size> sizes = new IdentityHashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private PickleBounds(long pickleBytes) {
        this.most = LARGEST + TIMES_THE_PICKLE * pickleBytes;
    }

    /**
     * Checks a value.
     *
     * @param pickleBytes how long the pickle was that made it
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static void check(Object value, long pickleBytes) {
        new PickleBounds(pickleBytes).check(value);
    }

    private void check(Object value) {
        Size whole = sizeOrOpen(value);
        while (!open.isEmpty()) {
            Open last = open.peek();
            if (last.rest.hasNext()) {
                Size inner = sizeOrOpen(last.rest.next());
                if (inner != null) {
                    last.add(inner);
                }
            } else {
                open.pop();
                whole = new Size(last.depth, last.bytes);
                requireSmall(whole);
                sizes.put(last.container, whole);
                if (!open.isEmpty()) {
                    open.peek().add(whole);
                }
            }
        }
        requireSmall(whole);
    }

    /** A value's size, or null where it is a container that was opened now. */
    private Size sizeOrOpen(Object value) {
        if (!(value instanceof List || value instanceof Map)) {
            return new Size(0, scalar(value));
        }
        if (sizes.containsKey(value)) {
            Size known = sizes.get(value);
            if (known == null) {
                throw new IllegalArgumentException("a value that contains itself: refused");
            }
            return known;
        }
        if (open.size() == DEEPEST) {
            throw new IllegalArgumentException("values nested more than " + DEEPEST + " deep: refused");
        }
        sizes.put(value, null);
        open.push(new Open(value));
        return null;
    }

    private void requireSmall(Size size) {
        if (size.bytes > most) {
            throw new IllegalArgumentException(
                    "values that share each other and stand for more than " + most + " bytes written out: refused");
        }
        if (size.depth > DEEPEST) {
            throw new IllegalArgumentException("values nested more than " + DEEPEST + " deep: refused");
        }
    }

    private static Collection<?> contents(Object container) {
        return container instanceof List<?> list ? list : ((Map<?, ?>) container).values();
    }

    private static long scalar(Object value) {
        if (value instanceof String text) {
            return 1 + text.length();
        }
        return value instanceof BigInteger number ? 1 + number.bitLength() / 8 : 1;
    }
}
