package org.amadeus.ui.studio;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amadeus.ui.studio.band.Band;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Makes a session of each WebSocket that a page opens at {@code /play}, up to a number. */
final class SocketHandler extends Handler.Abstract {
    private final ServerWebSocketContainer sockets;
    private final StudioLimits limits;
    private final Band band;
    private final String welcome;
    private final AtomicInteger open = new AtomicInteger();

    SocketHandler(Server server, StudioLimits limits, Band band, String welcome) {
        this.limits = limits;
        this.band = band;
        this.welcome = welcome;
        sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(limits.idle());
        sockets.setMaxTextMessageSize(limits.messageBytes());
        sockets.setMaxBinaryMessageSize(limits.messageBytes());
        sockets.setMaxFrameSize(limits.messageBytes());
    }

    /** How many sessions there are. */
    int open() {
        return open.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals("/play")) {
            return false;
        }
        if (open.incrementAndGet() > limits.sessions()) {
            open.decrementAndGet();
            String reason = "all " + limits.sessions() + " places are taken; close another page of the studio";
            Answers.refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, reason);
            return true;
        }
        boolean upgraded = false;
        try {
            upgraded = sockets.upgrade(
                    (upgrade, answer, done) -> {
                        // Compression would only cost time here, and let a short message unpack into a long one.
                        answer.setExtensions(List.of());
                        MessageBudget budget = new MessageBudget(limits.messagesPerSecond(), System::nanoTime);
                        return new PageSession(band, budget, welcome, open::decrementAndGet);
                    },
                    request,
                    response,
                    callback);
        } finally {
            if (!upgraded) {
                open.decrementAndGet();
            }
        }
        if (!upgraded) {
            Answers.refuse(response, callback, HttpStatus.UPGRADE_REQUIRED_426, "this is a WebSocket");
        }
        return true;
    }
}
