package org.amadeus.ui.device;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names and ids of devices, freed of what changes from one plug to the next. */
final class PortNames {
    /** CoreMIDI4J puts this before the names of the devices it serves. */
    static final String CORE_MIDI = "CoreMIDI4J - ";

    private final Map<String, Integer> taken = new HashMap<>();

    /** A device's own name: {@code V49 [hw:2,0,0]} is {@code V49}, wherever it is plugged in. */
    static String clean(String name) {
        String own = name.startsWith(CORE_MIDI) ? name.substring(CORE_MIDI.length()) : name;
        own = own.replaceAll("\\s*\\[hw:[\\d,]+]\\s*$", "").strip();
        return own.isEmpty() ? "unnamed device" : own;
    }

    /** An id for a name: small letters, digits and hyphens; the second device of a name gets {@code -2}. */
    String id(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        String base = slug.isEmpty() ? "device" : slug;
        int count = taken.merge(base, 1, Integer::sum);
        return count == 1 ? base : base + "-" + count;
    }
}
