package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every upload is answered, whatever becomes of it, and there are never more than a few at once. */
class UploadsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server(0);
    private volatile Uploads.Work work;

    @BeforeEach
    void start() throws Exception {
        Uploads uploads = new Uploads(Duration.ofSeconds(20));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                uploads.take(request, response, callback, 1 << 16, upload -> work.of(upload));
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private CompletableFuture<HttpResponse<String>> post() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(HttpRequest.BodyPublishers.ofString("upload"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.OutOfMemoryError, 507",
        "java.lang.StackOverflowError, 500",
        "java.lang.IllegalStateException, 500",
        "org.amadeus.data.AmadeusException, 422"
    })
    void whatIsThrownIsAnswered(String kind, int status) throws Exception {
        Throwable thrown =
                (Throwable) Class.forName(kind).getConstructor(String.class).newInstance("made up");
        work = upload -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
        // More often than there are places: each is free again.
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> reply = post().join();
            assertEquals(status, reply.statusCode());
            assertTrue(reply.body().contains("\"reason\""), reply.body());
        }
    }

    @Test
    void soManyAtOnceAndTheOthersAreToldToTryAgain() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger working = new AtomicInteger();
        work = upload -> {
            working.incrementAndGet();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Uploads.Result("text/plain", upload);
        };
        List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replies.add(post());
        }
        eventually(() -> working.get() == 4);
        HttpResponse<String> fifth = post().join();
        assertEquals(503, fifth.statusCode());
        assertTrue(fifth.body().contains("try again"), fifth.body());
        go.countDown();
        for (CompletableFuture<HttpResponse<String>> reply : replies) {
            assertEquals("upload", reply.join().body());
        }
        // The place is given back when the last byte is sent, which its reader may see before.
        eventually(() -> post().join().statusCode() == 200);
    }
}
