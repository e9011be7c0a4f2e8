package org.amadeus.ui.studio.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which no request comes to an end of its head: a byte now and then would keep each of them, and their
 * number is limited. Those that have become WebSockets, or are taking a request's body, are left alone.
 */
public final class SlowRequests implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration longest;

    /** @param longest how long a request's head may take to arrive */
    public SlowRequests(Scheduler scheduler, Duration longest) {
        this.scheduler = scheduler;
        this.longest = longest;
    }

    @Override
    public void onOpened(Connection connection) {
        look(connection, 0, connection.getBytesIn());
    }

    private void look(Connection connection, long requests, long bytes) {
        scheduler.schedule(() -> again(connection, requests, bytes), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void again(Connection connection, long requests, long bytes) {
        if (!connection.getEndPoint().isOpen() || connection.getEndPoint().getConnection() != connection) {
            return;
        }
        boolean stuck = connection.getMessagesIn() == requests && connection.getBytesIn() > bytes;
        if (stuck) {
            connection.close();
        } else {
            look(connection, connection.getMessagesIn(), connection.getBytesIn());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        // The next look finds that it is closed.
    }
}
