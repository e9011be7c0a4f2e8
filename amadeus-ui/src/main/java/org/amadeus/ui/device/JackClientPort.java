package org.amadeus.ui.device;

import java.util.EnumSet;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackStatus;
import org.jaudiolibs.jnajack.lowlevel.JackLibrary;
import org.jaudiolibs.jnajack.lowlevel.JackLibraryDirect;

/** A MIDI port of this program's own in a running JACK server or in PipeWire, which is one too; any other program may be joined to it. */
final class JackClientPort implements AutoCloseable {
    /** Done in each cycle of the server, on a thread of its: must return at once. */
    interface Cycle {
        /**
         * @param port   whose cycle it is
         * @param data   what comes or goes in it
         * @param begin  when the cycle before this one began, frames of {@link #now}: what is played or came during that
         *     one has its place in this one
         * @param frames how long a cycle is
         */
        void run(JackClientPort port, JackPort data, int begin, int frames) throws JackException;
    }

    /** What the library has to say; it would go to the terminal. Native code holds on to it. */
    private static final JackLibrary.func SILENT = message -> {};

    private final String name;
    private final JackClient client;
    private double frameSeconds;
    private volatile boolean lost;

    private JackClientPort(String name, JackClient client) {
        this.name = name;
        this.client = client;
    }

    /**
     * Opens a port; nothing is joined to it yet.
     *
     * @param name      what a user calls it
     * @param client    what other programs call it
     * @param direction of data, as the server sees it: an input is listened to
     * @throws DeviceException where no server runs, or its library is not installed
     */
    static JackClientPort open(String name, String client, JackPortFlags direction, Cycle cycle) {
        JackClientPort opened = new JackClientPort(name, client(name, client));
        try {
            opened.begin(direction, cycle);
            return opened;
        } catch (JackException e) {
            opened.close();
            throw new DeviceException(name + ": the JACK server gives it no port (" + e.getMessage() + ")", e);
        }
    }

    private static JackClient client(String name, String client) {
        Jack jack;
        try {
            jack = Jack.getInstance();
            JackLibrary library = new JackLibraryDirect();
            library.jack_set_error_function(SILENT);
            library.jack_set_info_function(SILENT);
        } catch (JackException e) {
            throw new DeviceException(
                    name + ": the library of JACK is not installed; it comes with PipeWire's JACK (pipewire-jack) or"
                            + " with JACK (libjack)",
                    e);
        }
        try {
            return jack.openClient(client, EnumSet.of(JackOptions.JackNoStartServer), EnumSet.noneOf(JackStatus.class));
        } catch (JackException e) {
            throw new DeviceException(
                    name + ": no JACK server runs. Start one (qjackctl, jackd), or, with PipeWire, this program under"
                            + " pw-jack",
                    e);
        }
    }

    private void begin(JackPortFlags direction, Cycle cycle) throws JackException {
        frameSeconds = 1.0 / client.getSampleRate();
        JackPort data =
                client.registerPort("midi", JackPortType.MIDI, EnumSet.of(direction, JackPortFlags.JackPortIsTerminal));
        client.onShutdown(gone -> lost = true);
        client.setProcessCallback((same, frames) -> {
            try {
                cycle.run(this, data, (int) client.getLastFrameTime() - frames, frames);
            } catch (JackException | RuntimeException e) {
                // An exception would end in native code.
                lost = true;
            }
            return true;
        });
        client.activate();
    }

    /** What a user calls it. */
    String name() {
        return name;
    }

    /** The time, in frames; wraps around. */
    int now() {
        try {
            return lost ? 0 : (int) client.getFrameTime();
        } catch (JackException e) {
            lost = true;
            return 0;
        }
    }

    /** How long so many frames take, seconds. */
    double seconds(int frames) {
        return frames * frameSeconds;
    }

    /** Whether the server has gone, or thrown this program out. */
    boolean isLost() {
        return lost;
    }

    /** A client whose server has gone is the library's: it frees it as soon as another is opened. */
    @Override
    public void close() {
        if (!lost) {
            client.close();
        }
    }
}
