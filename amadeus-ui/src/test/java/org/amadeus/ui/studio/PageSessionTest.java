package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amadeus.ui.net.MessageBudget;
import org.amadeus.ui.studio.band.Band;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

/** A page that asks and never reads: its voice waits, and in the end it is cut off. */
class PageSessionTest {
    private final List<String> did = new ArrayList<>();
    /** A connection on which nothing that is sent ever arrives. */
    private final Session stuck = (Session) Proxy.newProxyInstance(
            PageSessionTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                did.add(method.getName());
                return null;
            });

    private final Session silent = (Session) Proxy.newProxyInstance(
            PageSessionTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> null);

    @Test
    void itsVoiceWaitsAndItIsCutOff() {
        try (Band band = new Band(TinyModel.batches(), System::nanoTime)) {
            SocketHandler places = new SocketHandler(new Server(0), StudioLimits.DEFAULT);
            PageSession page =
                    new PageSession(places, band, new MessageBudget(100, System::nanoTime), "{\"type\":\"welcome\"}");
            page.onWebSocketOpen(stuck);
            assertEquals(1, places.open());
            assertTrue(page.keepsUp());
            for (int i = 0; i < 1000; i++) {
                page.send("{}");
            }
            assertFalse(page.keepsUp());
            assertFalse(did.contains("disconnect"), "cut off too early");
            for (int i = 0; i < 100; i++) {
                page.send("{}");
            }
            assertTrue(did.contains("disconnect"), "it is never cut off");
            page.onWebSocketError(new IllegalStateException("gone"));
            page.onWebSocketClose(1006, "gone", Callback.NOOP);
            assertEquals(0, places.open());
            assertEquals(0, band.size());
        }
    }

    /** A connection that breaks while its page is being let in, by another thread, leaves no voice behind. */
    @Test
    void onesThatBreakAtTheDoorLeaveNoVoice() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Band band = new Band(TinyModel.batches(), System::nanoTime)) {
            SocketHandler places = new SocketHandler(new Server(0), StudioLimits.DEFAULT);
            for (int i = 0; i < 2000; i++) {
                PageSession page = new PageSession(places, band, new MessageBudget(100, System::nanoTime), "{}");
                CountDownLatch begun = new CountDownLatch(1);
                AtomicBoolean open = new AtomicBoolean();
                Future<?> breaking = other.submit(() -> {
                    begun.countDown();
                    while (!open.get()) {
                        page.onWebSocketError(new IllegalStateException("gone"));
                    }
                    page.onWebSocketClose(1006, "gone", Callback.NOOP);
                });
                begun.await();
                page.onWebSocketOpen(silent);
                open.set(true);
                breaking.get();
                assertEquals(0, places.open());
                assertEquals(0, band.size());
            }
        } finally {
            other.shutdown();
        }
    }
}
