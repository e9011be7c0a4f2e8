package org.amadeus.model.network;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The cells there are. A module that has one lists it in {@code META-INF/services/org.amadeus.model.network.Cell}. */
public final class Cells {
    private Cells() {}

    private static final class Found {
        static final Map<String, Cell> BY_ID = new TreeMap<>();

        static {
            ServiceLoader.load(Cell.class, Cells.class.getClassLoader()).forEach(cell -> BY_ID.put(cell.id(), cell));
        }
    }

    /** The names there are. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Found.BY_ID.keySet());
    }

    /**
     * The cell of a name.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Cell of(String id) {
        Cell cell = Found.BY_ID.get(id);
        if (cell == null) {
            throw new IllegalArgumentException(
                    "cell is \"" + id + "\", expected one of " + String.join(", ", Found.BY_ID.keySet()));
        }
        return cell;
    }
}
