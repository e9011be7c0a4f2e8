package org.amadeus.ui.device;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.sound.GervillSynth;
import org.amadeus.ui.sound.PianoSynth;
import org.amadeus.ui.sound.SynthOutput;

/**
 * The MIDI devices of this machine, through {@code javax.sound.midi}; on macOS through CoreMIDI4J, which is a provider
 * of the same interface. Two are built in, so that there is always something to play on: {@code piano}, our own, and
 * {@code gervill}, Java's General MIDI synthesizer. One more, {@code jack}, is a port of our own that other programs are joined to,
 * where JACK or PipeWire runs.
 */
public final class MidiPorts {
    /** The id of the built-in piano. */
    public static final String PIANO = "piano";
    /** The id of Java's synthesizer. */
    public static final String GERVILL = "gervill";

    /** The id of our own port. */
    public static final String JACK = "jack";

    private static final MidiPort PIANO_PORT =
            new MidiPort(PIANO, "Amadeus piano", "Amadeus", "a piano, on the loudspeaker", false, true, true);
    private static final MidiPort GERVILL_PORT = new MidiPort(
            GERVILL, "Gervill", "OpenJDK", "Java's General MIDI synthesizer, on the loudspeaker", false, true, true);

    private static final MidiPort JACK_PORT = new MidiPort(
            JACK,
            "JACK",
            "",
            "a port of its own in JACK or PipeWire, to which other programs are joined",
            true,
            true,
            true);

    private MidiPorts() {}

    /** All devices as they are plugged in now: hardware first, the built-in ones last. */
    public static List<MidiPort> list() {
        List<MidiPort> ports = new ArrayList<>();
        for (Found found : scan()) {
            ports.add(found.port);
        }
        ports.add(PIANO_PORT);
        ports.add(GERVILL_PORT);
        ports.add(JACK_PORT);
        return List.copyOf(ports);
    }

    /**
     * The input a user means; {@code query} null means the only one that is plugged in.
     *
     * @throws DeviceException listing the inputs, where none or several match
     */
    public static MidiPort input(String query) {
        List<MidiPort> inputs = list().stream().filter(MidiPort::input).toList();
        return query == null
                ? new PortFinder(
                                "input",
                                inputs.stream().filter(port -> !port.builtIn()).toList())
                        .only("--in")
                : new PortFinder("input", inputs).find(query);
    }

    /**
     * The output a user means; {@code query} null means the built-in piano.
     *
     * @throws DeviceException listing the outputs, where none or several match
     */
    public static MidiPort output(String query) {
        return query == null
                ? PIANO_PORT
                : new PortFinder(
                                "output",
                                list().stream().filter(MidiPort::output).toList())
                        .find(query);
    }

    /**
     * The device a user means, of either direction.
     *
     * @throws DeviceException listing the devices, where none or several match
     */
    public static MidiPort any(String query) {
        return new PortFinder("device", list()).find(query);
    }

    /** Whether a device is plugged in. */
    public static boolean present(MidiPort port) {
        return port.builtIn()
                || scan().stream().anyMatch(found -> found.port.id().equals(port.id()));
    }

    /**
     * Begins to play on a device.
     *
     * @throws DeviceException where it is not there or another program holds it
     */
    public static MidiOutput open(MidiPort port) {
        if (port.id().equals(PIANO)) {
            return new SynthOutput(port.name(), new PianoSynth());
        }
        if (port.id().equals(GERVILL)) {
            return new SynthOutput(port.name(), GervillSynth.general());
        }
        if (port.id().equals(JACK)) {
            return JackOutput.open(port.name());
        }
        return JavaSoundOutput.open(port.name(), find(port).out);
    }

    /** Begins to play on a device as it is plugged in now. */
    static MidiOutput open(MidiPort port, Connection connection) {
        return JavaSoundOutput.open(port.name(), connection.device());
    }

    /** Begins to listen to a device as it is plugged in now. */
    static MidiInput listen(MidiPort port, Connection connection, MidiListener listener) {
        return JavaSoundInput.open(port.name(), connection.device(), listener);
    }

    /** The devices that are plugged in now under the name of a port, of one direction. */
    static List<Connection> connections(MidiPort port, boolean input) {
        return scan().stream()
                .filter(found -> found.port.name().equals(port.name()))
                .map(found -> input ? found.in : found.out)
                .filter(Objects::nonNull)
                .map(Connection::of)
                .toList();
    }

    /** The device that has the id of a port now. */
    static Connection connection(MidiPort port, boolean input) {
        Found found = find(port);
        MidiDevice device = input ? found.in : found.out;
        if (device == null) {
            throw new DeviceException(port.name() + ": is a MIDI " + (input ? "output" : "input") + " only");
        }
        return Connection.of(device);
    }

    /**
     * Begins to listen to a device, until what is returned is closed.
     *
     * @throws DeviceException where it is not there or another program holds it
     */
    public static MidiInput listen(MidiPort port, MidiListener listener) {
        if (port.id().equals(JACK)) {
            return JackInput.open(port.name(), listener);
        }
        return JavaSoundInput.open(port.name(), find(port).in, listener);
    }

    private static Found find(MidiPort port) {
        return scan().stream()
                .filter(found -> found.port.id().equals(port.id()))
                .findFirst()
                .orElseThrow(() -> new DeviceException(port.name() + ": not plugged in"));
    }

    /** Each device with its two halves: Java lists an instrument's input and its output as two devices of one name. */
    private static List<Found> scan() {
        List<MidiDevice> inputs = new ArrayList<>();
        List<MidiDevice> outputs = new ArrayList<>();
        for (MidiDevice.Info info : hardware()) {
            try {
                MidiDevice device = MidiSystem.getMidiDevice(info);
                if (device instanceof Sequencer || device instanceof Synthesizer) {
                    continue;
                }
                if (device.getMaxTransmitters() != 0) {
                    inputs.add(device);
                }
                if (device.getMaxReceivers() != 0) {
                    outputs.add(device);
                }
            } catch (MidiUnavailableException | IllegalArgumentException e) {
                // Unplugged since it was listed: it is no device any more.
                continue;
            }
        }
        List<Found> found = new ArrayList<>();
        PortNames names = new PortNames();
        names.id(PIANO);
        names.id(GERVILL);
        names.id(JACK);
        for (MidiDevice in : inputs) {
            String name = PortNames.clean(in.getDeviceInfo().getName());
            found.add(Found.of(names, name, in, takeByName(outputs, name)));
        }
        for (MidiDevice out : outputs) {
            found.add(Found.of(names, PortNames.clean(out.getDeviceInfo().getName()), null, out));
        }
        return found;
    }

    private static List<MidiDevice.Info> hardware() {
        List<MidiDevice.Info> infos = List.of(MidiSystem.getMidiDeviceInfo());
        List<MidiDevice.Info> core = infos.stream()
                .filter(info -> info.getName().startsWith(PortNames.CORE_MIDI))
                .toList();
        // Where CoreMIDI4J serves the devices, the JDK's own copies of them are the broken ones.
        return core.isEmpty() ? infos : core;
    }

    private static MidiDevice takeByName(List<MidiDevice> outputs, String name) {
        for (Iterator<MidiDevice> all = outputs.iterator(); all.hasNext(); ) {
            MidiDevice out = all.next();
            if (PortNames.clean(out.getDeviceInfo().getName()).equals(name)) {
                all.remove();
                return out;
            }
        }
        return null;
    }

    private record Found(MidiPort port, MidiDevice in, MidiDevice out) {
        static Found of(PortNames names, String name, MidiDevice in, MidiDevice out) {
            MidiDevice.Info info = (in != null ? in : out).getDeviceInfo();
            return new Found(
                    new MidiPort(
                            names.id(name),
                            name,
                            said(info.getVendor()),
                            said(info.getDescription()),
                            in != null,
                            out != null,
                            false),
                    in,
                    out);
        }

        /** Drivers that say nothing are made to say "Unknown vendor" by the JDK. */
        private static String said(String text) {
            return text == null || text.startsWith("Unknown") || text.startsWith("No details") ? "" : text.strip();
        }
    }
}
