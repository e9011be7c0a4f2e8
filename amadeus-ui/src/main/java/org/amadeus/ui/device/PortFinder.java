package org.amadeus.ui.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the device that a user means. */
final class PortFinder {
    private final String direction;
    private final List<MidiPort> candidates;

    /** @param direction "input" or "output" */
    PortFinder(String direction, List<MidiPort> candidates) {
        this.direction = direction;
        this.candidates = candidates;
    }

    /**
     * The one device whose id is {@code query}, else the one whose name is, else the one whose id or name contains it;
     * upper and lower case are alike.
     *
     * @throws DeviceException listing the devices, where none or several match
     */
    MidiPort find(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        List<MidiPort> found = matching(port -> port.id().equals(wanted));
        if (found.isEmpty()) {
            found = matching(port -> port.name().toLowerCase(Locale.ROOT).equals(wanted));
        }
        if (found.isEmpty()) {
            found = matching(port -> port.id().contains(wanted)
                    || port.name().toLowerCase(Locale.ROOT).contains(wanted));
        }
        if (found.isEmpty()) {
            throw new DeviceException("no MIDI " + direction + " is called \"" + query + "\". " + listing());
        }
        if (found.size() > 1) {
            throw new DeviceException("\"" + query + "\" matches " + found.size() + " MIDI " + direction + "s: "
                    + names(found) + ". Give more of the name, or the id");
        }
        return found.get(0);
    }

    /**
     * The only device there is.
     *
     * @throws DeviceException where there is none, or the choice is the user's
     */
    MidiPort only(String option) {
        if (candidates.isEmpty()) {
            throw new DeviceException("no MIDI " + direction
                    + " found. Plug in a keyboard and switch it on; amadeus devices lists what is seen");
        }
        if (candidates.size() > 1) {
            throw new DeviceException("there are " + candidates.size() + " MIDI " + direction + "s: "
                    + names(candidates) + ". Choose one with " + option + " NAME");
        }
        return candidates.get(0);
    }

    private List<MidiPort> matching(Predicate<MidiPort> test) {
        return new ArrayList<>(candidates.stream().filter(test).toList());
    }

    private String listing() {
        return candidates.isEmpty()
                ? "There is none"
                : "There " + (candidates.size() == 1 ? "is " : "are ") + names(candidates);
    }

    private static String names(List<MidiPort> ports) {
        return ports.stream()
                .map(port -> port.name().equals(port.id()) ? port.id() : port.id() + " (" + port.name() + ")")
                .collect(Collectors.joining(", "));
    }
}
