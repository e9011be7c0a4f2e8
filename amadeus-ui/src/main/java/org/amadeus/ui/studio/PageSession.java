package org.amadeus.ui.studio;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final Band band;
    private final MessageBudget budget;
    private final String welcome;
    private final Runnable atEnd;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile Session session;
    private Voice voice;

    PageSession(Band band, MessageBudget budget, String welcome, Runnable atEnd) {
        this.band = band;
        this.budget = budget;
        this.welcome = welcome;
        this.atEnd = atEnd;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        super.onWebSocketOpen(opened);
        voice = band.join(this);
        tell(welcome);
    }

    @Override
    public void onWebSocketText(String message) {
        if (!budget.spend()) {
            refuse("too many messages at once");
            return;
        }
        try {
            band.ask(voice, RequestReader.read(message));
        } catch (RefusedException e) {
            refuse(e.getMessage());
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        refuse("binary messages are not taken");
    }

    private void refuse(String reason) {
        if (keepsUp()) {
            tell(Replies.refused(reason));
        } else {
            session.close(StatusCode.POLICY_VIOLATION, "too many messages", Callback.NOOP);
        }
    }

    /** A page that goes away, breaks the protocol or falls asleep: its session ends, which is all there is to do. */
    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a page of the studio went away: {}", cause.toString());
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        if (voice != null) {
            band.leave(voice);
        }
        atEnd.run();
        callback.succeed();
    }

    @Override
    public void tell(String json) {
        unsent.incrementAndGet();
        session.sendText(json, Callback.from(unsent::decrementAndGet, failure -> unsent.decrementAndGet()));
    }

    @Override
    public boolean keepsUp() {
        return unsent.get() < MOST_UNSENT;
    }
}
