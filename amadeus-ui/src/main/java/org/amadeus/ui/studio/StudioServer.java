package org.amadeus.ui.studio;

import java.io.IOException;
import java.net.BindException;
import java.util.function.LongSupplier;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.studio.band.Band;
import org.amadeus.ui.studio.message.Replies;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The studio, serving its page on 127.0.0.1 from {@link #start} to {@link #close}. */
public final class StudioServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 16;
    private static final long HTTP_IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;
    private final Band band;
    private final SocketHandler sockets;

    private StudioServer(StudioModel model, int port, StudioLimits limits, LongSupplier clock) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("amadeus-studio");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(HTTP_IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        connector.addBean(new SlowRequests(connector.getScheduler(), limits.uploadTime()));
        PageFiles files = new PageFiles();
        band = new Band(model.batches(), clock);
        sockets = new SocketHandler(server, limits, band, Replies.welcome(model.card(), files.hasSamples()));
        Handler pages = new Handler.Sequence(sockets, new StudioHandler(limits), files);
        server.setHandler(new LoopbackGuard(pages));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(8 << 10);
        return http;
    }

    /**
     * Starts a studio.
     *
     * @param port where to listen, or 0 for any free port
     * @throws AmadeusException where the port cannot be had
     */
    public static StudioServer start(StudioModel model, int port, StudioLimits limits) {
        return start(model, port, limits, System::nanoTime);
    }

    /** @param clock the time that listeners live in, nanoseconds */
    static StudioServer start(StudioModel model, int port, StudioLimits limits, LongSupplier clock) {
        StudioServer studio = new StudioServer(model, port, limits, clock);
        try {
            studio.server.start();
            return studio;
        } catch (Exception e) {
            studio.close();
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new AmadeusException(
                        "port " + port + " on " + LOOPBACK + " is in use; choose another with --port, or 0 for any", e);
            }
            if (e instanceof IOException) {
                throw new AmadeusException("can't listen on " + LOOPBACK + ":" + port + ": " + e.getMessage(), e);
            }
            throw new IllegalStateException(e);
        }
    }

    /** The address of the page. */
    public String url() {
        return "http://" + LOOPBACK + ":" + port() + "/";
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** How many pages are open. */
    public int sessions() {
        return sockets.open();
    }

    /** How many voices play for them. */
    int voices() {
        return band.size();
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Tells all pages that it ends, ends their sessions and gives the port back. */
    @Override
    public void close() {
        sockets.end();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the studio's server did not stop", e);
        } finally {
            band.close();
        }
    }
}
