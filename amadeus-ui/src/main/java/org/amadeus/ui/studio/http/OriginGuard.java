package org.amadeus.ui.studio.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
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
 * site's script, form or WebSocket by its Origin, which browsers send with all but plain reads. Guests have a door of their
 * own, which is called by its address alone, and are asked for more.
 */
public final class OriginGuard extends Handler.Wrapper {
    private static final int HTTP_PORT = 80;

    private final Optional<Guests> guests;

    /** @param guests who comes in by {@link Guests#DOOR}, if anybody */
    public OriginGuard(Handler next, Optional<Guests> guests) {
        super(next);
        this.guests = guests;
    }

    /** What a browser calls a server of such names: without the port where that is the one of all web pages. */
    public static Set<String> hosts(int port, String... names) {
        Set<String> hosts = new HashSet<>();
        for (String name : names) {
            hosts.add(name + ":" + port);
            if (port == HTTP_PORT) {
                hosts.add(name);
            }
        }
        return hosts;
    }

    /** Those who came by the guests' door, empty where it is the owner's. */
    private Optional<Guests> guests(Request request) {
        return guests.filter(some -> Guests.DOOR.equals(
                request.getConnectionMetaData().getConnector().getName()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int port = Request.getLocalPort(request);
        Optional<Guests> come = guests(request);
        Set<String> hosts = come.map(some -> hosts(port, some.address().getHostAddress()))
                .orElseGet(() -> hosts(port, "127.0.0.1", "localhost"));
        SecurityHeaders.put(response.getHeaders(), hosts);
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || !hosts.contains(host)) {
            String called = come.map(some -> some.address().getHostAddress()).orElse("127.0.0.1");
            Answers.refuse(
                    response, callback, HttpStatus.MISDIRECTED_REQUEST_421, "this is http://" + called + ":" + port);
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
        return come.isPresent() && come.get().answers(request, response, callback)
                || super.handle(request, response, callback);
    }
}
