package org.amadeus.ui.studio.share;

import java.security.SecureRandom;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Shows the owner, at {@code /share} of the studio's own machine, the code for the next guest; makes another. */
final class OwnersPage extends Handler.Abstract {
    private final Share share;
    private final SecureRandom random;

    OwnersPage(Share share, SecureRandom random) {
        this.share = share;
        this.random = random;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(Share.OWNER)) {
            return false;
        }
        if (!Answers.isOf(Share.METHODS, request, response, callback, "read this, or POST for another code")) {
            return true;
        }
        if (HttpMethod.POST.is(request.getMethod())) {
            share.renew();
            Share.seeOther(response, callback, Share.OWNER);
        } else {
            PlainPage.send(response, callback, random, "Play on another device", body(Request.getLocalPort(request)));
        }
        return true;
    }

    private String body(int port) {
        String code = share.code()
                .map(letters ->
                        QrText.svg(share.invitation(port, letters)) + "<p>Scan it, or open <b>" + share.url(port)
                                + "</b> there and type <b>" + letters + "</b>. It lets one guest in, once.</p>")
                .orElse("<p>Too many wrong codes were tried: nobody comes in until there is another.</p>");
        return code + "<p>Let in so far: " + share.guests() + ".</p><form method=\"post\" action=\"" + Share.OWNER
                + "\"><button>Another code</button></form><p><a href=\"/\">Back to the studio</a></p>";
    }
}
