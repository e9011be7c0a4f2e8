package org.amadeus.ui.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.midi.MidiDevice;

/**
 * A device as it is plugged in now. Pulled out and put in again it is another connection, though it has the same name: to
 * the JDK by another object, or, where it keeps the old one, to Linux by another device node.
 */
final class Connection {
    private static final Pattern CARD = Pattern.compile(".*\\[hw:(\\d+),(\\d+)(,\\d+)?]\\s*");
    private static final Path NODES = Path.of("/dev/snd");

    private final MidiDevice device;
    private final MidiDevice.Info info;
    private final Object node;

    private Connection(MidiDevice device, Object node) {
        this.device = device;
        this.info = device.getDeviceInfo();
        this.node = node;
    }

    static Connection of(MidiDevice device) {
        return new Connection(device, node(device.getDeviceInfo().getName(), NODES));
    }

    /** What tells one plugging in of an ALSA device from the next, or null where the name is of none. */
    static Object node(String name, Path nodes) {
        Matcher card = CARD.matcher(name);
        if (!card.matches()) {
            return null;
        }
        try {
            return Files.readAttributes(
                            nodes.resolve("midiC" + card.group(1) + "D" + card.group(2)), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            // Served by something else than ALSA's own nodes: the JDK's objects have to do.
            return null;
        }
    }

    MidiDevice device() {
        return device;
    }

    /** Whether both are one plugging in of one device. */
    boolean is(Connection other) {
        return info == other.info && info.getName().equals(other.info.getName()) && Objects.equals(node, other.node);
    }
}
