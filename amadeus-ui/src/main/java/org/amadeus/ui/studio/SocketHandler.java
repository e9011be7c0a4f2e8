package org.amadeus.ui.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.net.MessageBudget;
import org.amadeus.ui.studio.band.Band;
import org.amadeus.ui.studio.http.Answers;
import org.amadeus.ui.studio.http.Guests;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Makes a session of each WebSocket that a page opens at {@code /play}, up to a number. A session takes its place when it
 * is open, not when it is asked for: a page may be gone before it hears that it may come. Who asks before the model is there
 * is told to ask again.
 */
final class SocketHandler extends Handler.Abstract {
    private static final long GOODBYE_MILLIS = 500;
    /** Who plays for the sessions, and what each is told first: the owner's, and guests'. */
    private record Playing(Band band, String welcome, String guestsWelcome) {}

    private final ServerWebSocketContainer sockets;
    private final StudioLimits limits;
    private final Set<PageSession> open = ConcurrentHashMap.newKeySet();
    private volatile Playing playing;

    SocketHandler(Server server, StudioLimits limits) {
        this.limits = limits;
        sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(limits.idle());
        sockets.setMaxTextMessageSize(limits.messageBytes());
        sockets.setMaxBinaryMessageSize(limits.messageBytes());
        sockets.setMaxFrameSize(limits.messageBytes());
    }

    /** Lets pages in. */
    void open(Band band, String welcome, String guestsWelcome) {
        playing = new Playing(band, welcome, guestsWelcome);
    }

    /** How many sessions there are. */
    int open() {
        return open.size();
    }

    /** Takes a place for a session; false where there is none. */
    synchronized boolean take(PageSession session) {
        return open.size() < limits.sessions() && open.add(session);
    }

    /** Gives a session's place back; whether it had one. */
    boolean free(PageSession session) {
        return open.remove(session);
    }

    String full() {
        return "all " + limits.sessions() + " places are taken; close another page of the studio";
    }

    /** Tells all pages that the studio ends. */
    void end() {
        List<CompletableFuture<Void>> goodbyes = new ArrayList<>();
        open.forEach(session -> goodbyes.add(session.sayGoodbye()));
        CompletableFuture.allOf(goodbyes.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(gone -> null)
                .join();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals("/play")) {
            return false;
        }
        if (!Answers.isOf(List.of("GET"), request, response, callback, "this is a WebSocket")) {
            return true;
        }
        if (open() >= limits.sessions()) {
            Answers.refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, full());
            return true;
        }
        Playing model = playing;
        if (model == null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            Answers.refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "the model is still being loaded");
            return true;
        }
        boolean guest = Guests.DOOR.equals(
                request.getConnectionMetaData().getConnector().getName());
        boolean upgraded = sockets.upgrade(
                (upgrade, answer, done) -> {
                    // Compression would only cost time here, and let a short message unpack into a long one.
                    answer.setExtensions(List.of());
                    MessageBudget budget = new MessageBudget(limits.messagesPerSecond(), System::nanoTime);
                    return new PageSession(this, model.band(), budget, guest ? model.guestsWelcome() : model.welcome());
                },
                request,
                response,
                callback);
        if (!upgraded) {
            Answers.refuse(response, callback, HttpStatus.UPGRADE_REQUIRED_426, "this is a WebSocket");
        }
        return true;
    }
}
