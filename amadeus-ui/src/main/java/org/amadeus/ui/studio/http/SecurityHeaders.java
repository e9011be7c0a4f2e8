package org.amadeus.ui.studio.http;

import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;

/** The headers of every response: the page may load and reach nothing but this server, and no other site may use it. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    /** @param hosts what a browser calls the server */
    static void put(HttpFields.Mutable headers, Set<String> hosts) {
        // Not every browser lets 'self' cover ws:, so the sockets are named.
        String sockets = hosts.stream().sorted().map(host -> " ws://" + host).collect(Collectors.joining());
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " media-src 'self' blob:; connect-src 'self'" + sockets
                        + "; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'; trusted-types amadeus");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Permissions-Policy", "midi=(self), camera=(), microphone=(), geolocation=(), usb=()");
    }
}
