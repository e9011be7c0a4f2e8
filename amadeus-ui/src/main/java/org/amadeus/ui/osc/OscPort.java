package org.amadeus.ui.osc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.net.MessageBudget;

/** Hears OSC on a UDP port, on a thread of its own; {@value #PER_SECOND} packets a second and bursts of three times that many. */
final class OscPort implements AutoCloseable {
    /** Faders send some hundred a second. */
    static final int PER_SECOND = 400;

    private static final long CLOSE_MILLIS = 1000;

    private final DatagramChannel channel;
    private final Thread thread;
    private final Consumer<OscMessage> listener;
    private final Refusals refusals;
    private final MessageBudget budget;
    private final int port;

    private OscPort(DatagramChannel channel, int port, Consumer<OscMessage> listener, Refusals refusals) {
        this.channel = channel;
        this.port = port;
        this.listener = listener;
        this.refusals = refusals;
        this.budget = new MessageBudget(PER_SECOND, System::nanoTime);
        this.thread = new Thread(this::run, "amadeus-osc");
        thread.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @param at       where; port 0 is any free one
     * @param listener gets each message on a thread of the port's; may refuse it by an {@link OscException}
     * @param refusals told what was refused
     * @throws AmadeusException where the port can't be had
     */
    static OscPort open(InetSocketAddress at, Consumer<OscMessage> listener, Refusals refusals) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.bind(at);
                int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
                OscPort open = new OscPort(channel, port, listener, refusals);
                open.thread.start();
                return open;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AmadeusException(
                    "OSC can't be heard on " + at.getHostString() + ":" + at.getPort() + " (" + e.getMessage()
                            + "). Another program may use that port: give another, or 0 for any free one.",
                    e);
        }
    }

    /** The port it listens on. */
    int port() {
        return port;
    }

    private void run() {
        // One byte more than may be: a longer packet shows itself by filling it.
        ByteBuffer buffer = ByteBuffer.allocate(OscReader.MOST_BYTES + 1);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                channel.receive(buffer);
                buffer.flip();
                byte[] packet = new byte[buffer.remaining()];
                buffer.get(packet);
                receive(packet);
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                refusals.add("not heard: " + e.getMessage());
            }
        }
    }

    private void receive(byte[] packet) {
        if (!budget.spend()) {
            refusals.add("more than " + PER_SECOND + " packets a second");
            return;
        }
        try {
            OscReader.read(packet).forEach(this::pass);
        } catch (OscException e) {
            refusals.add("a packet of " + packet.length + " bytes: " + e.getMessage());
        }
    }

    private void pass(OscMessage message) {
        try {
            listener.accept(message);
        } catch (OscException e) {
            refusals.add(e.getMessage());
        }
    }

    /** Hears nothing any more, within a second. */
    @Override
    public void close() {
        try {
            channel.close();
            thread.join(CLOSE_MILLIS);
        } catch (IOException e) {
            // It is gone all the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
