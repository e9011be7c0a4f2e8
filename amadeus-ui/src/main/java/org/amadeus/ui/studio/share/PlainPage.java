package org.amadeus.ui.studio.share;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A page of text and forms without a script, which may load nothing. */
final class PlainPage {
    private static final int NONCE_BYTES = 16;
    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem;"
                    + "color-scheme:light dark}input,button{font:inherit;padding:.6rem .8rem;box-sizing:border-box;width:100%;"
                    + "margin:.3rem 0}input{letter-spacing:.15em;text-transform:uppercase}";

    private PlainPage() {}

    /** @param body HTML; whatever in it comes from elsewhere was made safe */
    static void send(Response response, Callback callback, SecureRandom random, String title, String body) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'nonce-" + nonce
                        + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        // Without it a browser would send a form with the origin "null".
        headers.put("Referrer-Policy", "same-origin");
        String page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                + "</title><style nonce=\"" + nonce + "\">" + STYLE + "</style><h1>" + title + "</h1>" + body;
        Answers.sendFresh(response, callback, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
