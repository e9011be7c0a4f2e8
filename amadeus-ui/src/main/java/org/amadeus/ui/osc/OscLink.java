package org.amadeus.ui.osc;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.duet.DuetSession;
import org.amadeus.ui.duet.Steering;

/** A duet's OSC: where it is steered from, and whom it tells. */
public final class OscLink implements AutoCloseable {
    private final Optional<OscPort> port;
    private final Optional<OscSender> sender;
    private final Refusals refusals;

    private OscLink(Optional<OscPort> port, Optional<OscSender> sender, Refusals refusals) {
        this.port = port;
        this.sender = sender;
        this.refusals = refusals;
    }

    /**
     * @param listensAt where it listens, or nowhere
     * @param tells     whom it tells, or nobody
     * @param steering  how the duet is steered already
     * @param steerable whether its model can be steered by density and key
     * @throws AmadeusException where the port can't be had
     */
    public static OscLink open(
            Optional<InetSocketAddress> listensAt,
            Optional<InetSocketAddress> tells,
            DuetSession duet,
            Steering steering,
            boolean steerable) {
        Refusals refusals = new Refusals(System::nanoTime);
        OscRemote remote = new OscRemote(duet, steering, steerable);
        Optional<OscPort> port = listensAt.map(at -> OscPort.open(at, remote::receive, refusals));
        Optional<OscSender> sender = tells.map(host -> OscSender.to(host, refusals));
        sender.ifPresent(to -> duet.setListener(new OscReporter(to)));
        return new OscLink(port, sender, refusals);
    }

    /** The port it listens on. */
    public OptionalInt port() {
        return port.map(open -> OptionalInt.of(open.port())).orElse(OptionalInt.empty());
    }

    /** What to say of what was refused since this was asked last; a line a second at most. */
    public Optional<String> refused() {
        return refusals.line();
    }

    /** Hears nothing any more; the duet is to be stopped before. */
    @Override
    public void close() {
        port.ifPresent(OscPort::close);
        sender.ifPresent(OscSender::close);
    }
}
