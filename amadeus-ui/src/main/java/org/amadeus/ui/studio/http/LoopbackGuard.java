package org.amadeus.ui.studio.http;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in only what this server's own page sends. Listening on 127.0.0.1 alone is not enough: any site that a browser
 * shows may send requests there. A foreign name that was made to resolve to 127.0.0.1 is told by its Host, a foreign
 * site's script, form or WebSocket by its Origin, which browsers send with all but plain reads.
 */
public final class LoopbackGuard extends Handler.Wrapper {
    private static final int HTTP_PORT = 80;

    public LoopbackGuard(Handler next) {
        super(next);
    }

    /** What a browser calls this server: without the port where that is the one of all web pages. */
    public static Set<String> hosts(int port) {
        return port == HTTP_PORT
                ? Set.of("127.0.0.1:" + port, "localhost:" + port, "127.0.0.1", "localhost")
                : Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int port = Request.getLocalPort(request);
        Set<String> hosts = hosts(port);
        SecurityHeaders.put(response.getHeaders(), port);
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || !hosts.contains(host)) {
            Answers.refuse(response, callback, HttpStatus.MISDIRECTED_REQUEST_421, "this is http://127.0.0.1:" + port);
            return true;
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        String upgrade = request.getHeaders().get(HttpHeader.UPGRADE);
        boolean socket = upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
        boolean reads = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        boolean own =
                origin == null ? reads && !socket : origin.startsWith("http://") && hosts.contains(origin.substring(7));
        if (!own) {
            Answers.refuse(response, callback, HttpStatus.FORBIDDEN_403, "this studio answers its own page only");
            return true;
        }
        return super.handle(request, response, callback);
    }
}
