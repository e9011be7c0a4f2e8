package org.amadeus.ui.studio;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.studio.band.Band;
import org.amadeus.ui.studio.http.Guests;
import org.amadeus.ui.studio.http.OriginGuard;
import org.amadeus.ui.studio.http.SlowRequests;
import org.amadeus.ui.studio.message.Replies;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The studio, serving its page on 127.0.0.1 from {@link #start} to {@link #close}. The page may be there before its model
 * is: it is served at once, and who wants to play is told to ask again until {@link #play} says what plays.
 */
public final class StudioServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 16;
    private static final long HTTP_IDLE_MILLIS = 30_000;

    private final Server server;
    private final StudioLimits limits;
    private final Optional<Guests> guests;
    private final ServerConnector connector;
    private final PageFiles files = new PageFiles();
    private final SocketHandler sockets;
    private final LongSupplier clock;
    private Band band;

    private StudioServer(
            RunningStudio about, int port, StudioLimits limits, LongSupplier clock, Optional<Guests> guests) {
        this.clock = clock;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("amadeus-studio");
        threads.setDaemon(true);
        server = new Server(threads);
        this.guests = guests;
        this.limits = limits;
        connector = door(LOOPBACK, port);
        sockets = new SocketHandler(server, limits);
        Handler pages = new Handler.Sequence(sockets, new AboutHandler(about), new StudioHandler(limits), files);
        Handler all = guests.<Handler>map(some -> new Handler.Sequence(some.ownersPage(), pages))
                .orElse(pages);
        server.setHandler(new OriginGuard(all, guests));
    }

    private ServerConnector door(String address, int port) {
        ServerConnector door = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        door.setHost(address);
        door.setPort(port);
        door.setIdleTimeout(HTTP_IDLE_MILLIS);
        server.addConnector(door);
        server.addBean(new NetworkConnectionLimit(limits.connections(), door));
        door.addBean(new SlowRequests(door.getScheduler(), limits.uploadTime()));
        return door;
    }

    /** Opens the guests' door, on the port of the owner's. */
    private void openToGuests(Guests some) throws Exception {
        ServerConnector door = door(some.address().getHostAddress(), port());
        door.setName(Guests.DOOR);
        door.start();
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(8 << 10);
        return http;
    }

    /**
     * Starts a studio and its model.
     *
     * @param port where to listen, or 0 for any free port
     * @throws PortInUseException where another program listens there
     * @throws AmadeusException   where the port cannot be had otherwise
     */
    public static StudioServer start(StudioModel model, int port, StudioLimits limits) {
        return start(model, port, limits, System::nanoTime, Optional.empty());
    }

    /** @param clock the time that listeners live in, nanoseconds */
    static StudioServer start(StudioModel model, int port, StudioLimits limits, LongSupplier clock) {
        return start(model, port, limits, clock, Optional.empty());
    }

    /** @param guests who else may come */
    static StudioServer start(
            StudioModel model, int port, StudioLimits limits, LongSupplier clock, Optional<Guests> guests) {
        RunningStudio about = RunningStudio.here("", model.card().getOrDefault("name", ""));
        StudioServer studio = start(about, port, limits, clock, guests);
        studio.play(model);
        return studio;
    }

    /** Starts a studio on this machine alone whose model is still to come, by {@link #play}. */
    public static StudioServer start(RunningStudio about, int port, StudioLimits limits) {
        return start(about, port, limits, Optional.empty());
    }

    /**
     * Starts a studio whose model is still to come, by {@link #play}.
     *
     * @param about  what it tells of itself to the next that is started
     * @param guests who else may come, from other machines; nobody does where it is empty
     */
    public static StudioServer start(RunningStudio about, int port, StudioLimits limits, Optional<Guests> guests) {
        return start(about, port, limits, System::nanoTime, guests);
    }

    private static StudioServer start(
            RunningStudio about, int port, StudioLimits limits, LongSupplier clock, Optional<Guests> guests) {
        StudioServer studio = new StudioServer(about, port, limits, clock, guests);
        try {
            studio.server.start();
            if (guests.isPresent()) {
                studio.openToGuests(guests.get());
            }
            return studio;
        } catch (Exception e) {
            studio.close();
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new PortInUseException(port, e);
            }
            if (e instanceof IOException) {
                throw new AmadeusException("can't listen on " + LOOPBACK + ":" + port + ": " + e.getMessage(), e);
            }
            throw new IllegalStateException(e);
        }
    }

    /** Lets this model play; to be called once. */
    public synchronized void play(StudioModel model) {
        if (band != null) {
            throw new IllegalStateException("a model plays already");
        }
        band = new Band(model.batches(), clock);
        sockets.open(
                band,
                Replies.welcome(model.card(), files.hasSamples(), guests.isPresent()),
                Replies.welcome(model.card(), files.hasSamples(), false));
    }

    /** The address of the page. */
    public String url() {
        return url(port());
    }

    /** The address of a studio's page on a port. */
    public static String url(int port) {
        return "http://" + LOOPBACK + ":" + port + "/";
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
    synchronized int voices() {
        return band == null ? 0 : band.size();
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
            closeBand();
        }
    }

    private synchronized void closeBand() {
        if (band != null) {
            band.close();
        }
    }
}
