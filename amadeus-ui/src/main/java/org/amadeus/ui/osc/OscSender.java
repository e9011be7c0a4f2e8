package org.amadeus.ui.osc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;
import org.amadeus.data.AmadeusException;

/** Sends OSC to a host by UDP and never waits: a network that is slow loses packets. For one thread. */
final class OscSender implements Consumer<OscMessage>, AutoCloseable {
    private final DatagramChannel channel;
    private final InetSocketAddress host;
    private final Refusals refusals;

    private OscSender(DatagramChannel channel, InetSocketAddress host, Refusals refusals) {
        this.channel = channel;
        this.host = host;
        this.refusals = refusals;
    }

    /**
     * @param refusals told what could not be sent
     * @throws AmadeusException where there is no UDP
     */
    static OscSender to(InetSocketAddress host, Refusals refusals) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            return new OscSender(channel, host, refusals);
        } catch (IOException e) {
            throw new AmadeusException("OSC can't be sent: " + e.getMessage(), e);
        }
    }

    @Override
    public void accept(OscMessage message) {
        try {
            channel.send(ByteBuffer.wrap(message.packet()), host);
        } catch (IOException e) {
            refusals.add("not sent to " + host.getHostString() + ":" + host.getPort() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }
}
