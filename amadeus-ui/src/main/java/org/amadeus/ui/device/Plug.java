package org.amadeus.ui.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;

/**
 * One direction of a device as it is pulled out and put in again: whether it is still the connection that was opened, and
 * which of several devices of its name it is when it is back. For one thread at a time.
 */
public final class Plug {
    private final MidiPort port;
    private final boolean input;
    /** What was opened, or null. */
    private Connection opened;
    /** Devices of the same name that are not this one, as they were seen last. */
    private List<Connection> others = List.of();
    /** Whether a device that stays plugged in is listed as the same connection each time; some drivers make it anew. */
    private boolean lasting = true;

    private boolean known;

    private Plug(MidiPort port, boolean input) {
        this.port = port;
        this.input = input;
    }

    public static Plug input(MidiPort port) {
        return new Plug(port, true);
    }

    public static Plug output(MidiPort port) {
        return new Plug(port, false);
    }

    /** The device. */
    public MidiPort port() {
        return port;
    }

    /** Whether what was opened is still plugged in. */
    public boolean isThere() {
        if (port.builtIn()) {
            return true;
        }
        if (!lasting) {
            return MidiPorts.present(port);
        }
        List<Connection> seen = MidiPorts.connections(port, input);
        boolean there = seen.stream().anyMatch(opened::is);
        if (there) {
            others = seen.stream().filter(connection -> !opened.is(connection)).toList();
        }
        return there;
    }

    /** Whether the device can be opened: it is plugged in, or was plugged in again. */
    public boolean isBack() {
        return port.builtIn() || (lasting ? candidate().isPresent() : MidiPorts.present(port));
    }

    private Optional<Connection> candidate() {
        List<Connection> seen = MidiPorts.connections(port, input);
        // One that was pulled out meanwhile may be any of them when it is back.
        List<Connection> stayed = new ArrayList<>(others);
        stayed.removeIf(other -> seen.stream().noneMatch(other::is));
        others = List.copyOf(stayed);
        return seen.stream()
                .filter(connection -> others.stream().noneMatch(connection::is))
                .findFirst();
    }

    /**
     * Begins to play on it.
     *
     * @throws DeviceException where it is not there or another program holds it
     */
    public MidiOutput open() {
        return port.builtIn() ? MidiPorts.open(port) : MidiPorts.open(port, connect());
    }

    /**
     * Begins to listen to it.
     *
     * @throws DeviceException where it is not there or another program holds it
     */
    public MidiInput listen(MidiListener listener) {
        return port.builtIn() ? MidiPorts.listen(port, listener) : MidiPorts.listen(port, connect(), listener);
    }

    private Connection connect() {
        if (known && lasting) {
            opened = candidate().orElseThrow(() -> new DeviceException(port.name() + ": not plugged in"));
        } else {
            opened = MidiPorts.connection(port, input);
            lasting = MidiPorts.connections(port, input).stream().anyMatch(opened::is);
            known = true;
        }
        isThere();
        return opened;
    }
}
