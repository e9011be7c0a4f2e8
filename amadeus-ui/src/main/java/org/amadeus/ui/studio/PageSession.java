package org.amadeus.ui.studio;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.amadeus.ui.net.MessageBudget;
import org.amadeus.ui.studio.band.Audience;
import org.amadeus.ui.studio.band.Band;
import org.amadeus.ui.studio.band.Voice;
import org.amadeus.ui.studio.message.RefusedException;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.RequestReader;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page's WebSocket: its messages go to its voice, its voice's music to the page. */
public final class PageSession extends Session.Listener.AbstractAutoDemanding implements Audience {
    private static final Logger LOG = LoggerFactory.getLogger(PageSession.class);
    /** Messages under way above which the page is not keeping up: the voice waits, a page that floods is cut off. */
    private static final int MOST_UNSENT = 64;
    /** Messages under way above which a page is cut off that asks and asks and does not listen. */
    private static final int MOST_EVER_UNSENT = 1024;

    private final SocketHandler places;
    private final Band band;
    private final MessageBudget budget;
    private final String welcome;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile Session session;
    private volatile Voice voice;

    PageSession(SocketHandler places, Band band, MessageBudget budget, String welcome) {
        this.places = places;
        this.band = band;
        this.budget = budget;
        this.welcome = welcome;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        super.onWebSocketOpen(opened);
        if (enter()) {
            send(welcome);
        } else {
            opened.close(StatusCode.TRY_AGAIN_LATER, places.full(), Callback.NOOP);
        }
    }

    /** A connection may break, and so {@link #leave}, while its page is let in. */
    private synchronized boolean enter() {
        boolean placed = places.take(this);
        if (placed) {
            voice = band.join(this);
        }
        return placed;
    }

    @Override
    public void onWebSocketText(String message) {
        if (!budget.spend()) {
            refuse("too many messages at once", OptionalLong.empty());
            return;
        }
        try {
            if (voice != null) {
                band.say(voice, RequestReader.read(JsonTexts.read(message)));
            }
        } catch (RefusedException e) {
            refuse(e.getMessage(), e.id());
        } catch (RuntimeException | Error fault) {
            refuse("a fault in the studio itself: " + fault, OptionalLong.empty());
            LOG.error("A message could not be taken", fault);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        refuse("binary messages are not taken", OptionalLong.empty());
    }

    private void refuse(String reason, OptionalLong id) {
        if (keepsUp()) {
            send(Replies.refused(reason, id));
        } else {
            session.close(StatusCode.POLICY_VIOLATION, "too many messages", Callback.NOOP);
        }
    }

    /** A page that goes away, breaks the protocol or falls asleep: its session ends, which is all there is to do. */
    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a page of the studio went away: {}", cause.toString());
        leave();
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        leave();
        callback.succeed();
    }

    private synchronized void leave() {
        if (places.free(this)) {
            band.leave(voice);
        }
    }

    /** Closes because the studio ends; completes when the page has been sent so, or is gone. */
    CompletableFuture<Void> sayGoodbye() {
        Callback.Completable said = new Callback.Completable();
        session.close(StatusCode.SERVICE_RESTART, "the studio was ended", said);
        return said;
    }

    @Override
    public void send(String json) {
        if (unsent.incrementAndGet() > MOST_EVER_UNSENT) {
            session.disconnect();
        }
        session.sendText(json, Callback.from(unsent::decrementAndGet, failure -> unsent.decrementAndGet()));
    }

    @Override
    public boolean keepsUp() {
        return unsent.get() < MOST_UNSENT;
    }
}
