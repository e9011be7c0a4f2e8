package org.amadeus.model.cluster;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Which workers, and what is said to them.
 *
 * @param master     who has them: {@code local[2]}, {@code spark://host:7077}
 * @param properties the engine's own settings, by name; unmodifiable
 * @param partitions parts that work is cut into, 1 or more; the engine's choice where there is none
 */
public record ClusterSettings(String master, Map<String, String> properties, OptionalInt partitions) {
    public ClusterSettings {
        properties = Map.copyOf(properties);
    }
}
