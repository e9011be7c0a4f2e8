package org.amadeus.charts.training;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Lets a request through only where it is for this server under its own name and comes from its own page. The server
 * listens on the loopback interface alone; this keeps out web pages of others that a browser on this machine shows:
 * a name rebound to 127.0.0.1 (Host), a form or script of another site (Origin, Sec-Fetch-Site).
 */
final class LocalOnly implements Handler<RoutingContext> {
    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Set<String> hosts;

    LocalOnly(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (isOwn(context.request())) {
            context.next();
        } else {
            response.setStatusCode(403).end("This server answers pages of its own only.");
        }
    }

    private boolean isOwn(HttpServerRequest request) {
        String host = request.host();
        if (host == null || !hosts.contains(host)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        // A link on another site may lead to a page (navigate), but not fetch anything.
        return site == null
                || site.equals("same-origin")
                || site.equals("none")
                || "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }
}
