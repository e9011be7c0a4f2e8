package org.amadeus.cli.live;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.ui.duet.DuetSession;
import org.amadeus.ui.duet.Steering;
import org.amadeus.ui.osc.OscAddress;
import org.amadeus.ui.osc.OscLink;
import picocli.CommandLine.Option;

/** The options that connect a duet to other programs by Open Sound Control. */
final class OscOptions {
    @Option(
            names = "--osc",
            paramLabel = "PORT",
            description = "Be steered by OSC on this UDP port, 0 for any free one. Default: not at all.")
    private Integer port;

    @Option(
            names = "--osc-host",
            paramLabel = "HOST",
            description = "The address of this machine to be steered at: whoever reaches it may steer. Default:"
                    + " 127.0.0.1, this machine alone.")
    private String host;

    @Option(names = "--osc-out", paramLabel = "HOST:PORT", description = "Tell by OSC what is played. Default: nobody.")
    private String out;

    @Option(names = "--osc-help", description = "List what is heard and said by OSC, and end.")
    private boolean help;

    /** Whether the list is asked for; it was printed then. */
    boolean helps(PrintWriter to) {
        if (help) {
            OscAddress.help().forEach(to::println);
            to.flush();
        }
        return help;
    }

    /** Finds a mistake before a model is loaded. */
    void check() {
        hears();
        tells();
    }

    private Optional<InetSocketAddress> hears() {
        if (port == null) {
            if (host != null) {
                throw new UsageException("--osc-host is given without --osc PORT, which says that OSC is heard");
            }
            return Optional.empty();
        }
        UsageException.require("--osc", port, 0, 65535);
        return Optional.of(resolved("--osc-host", host == null ? "127.0.0.1" : host, port));
    }

    private Optional<InetSocketAddress> tells() {
        if (out == null) {
            return Optional.empty();
        }
        int colon = out.lastIndexOf(':');
        if (colon < 1 || !out.substring(colon + 1).matches("\\d{1,5}")) {
            throw new UsageException("--osc-out is \"" + out + "\", expected HOST:PORT, such as 127.0.0.1:9000");
        }
        int to = Integer.parseInt(out.substring(colon + 1));
        UsageException.require("--osc-out: the port", to, 1, 65535);
        return Optional.of(resolved("--osc-out", out.substring(0, colon), to));
    }

    private static InetSocketAddress resolved(String option, String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UsageException(option + ": \"" + host + "\" is no host that is known");
        }
        return address;
    }

    /**
     * Connects a duet.
     *
     * @param steerable whether its model can be steered by density and key
     */
    OscLink open(DuetSession duet, Steering steering, boolean steerable) {
        return OscLink.open(hears(), tells(), duet, steering, steerable);
    }
}
