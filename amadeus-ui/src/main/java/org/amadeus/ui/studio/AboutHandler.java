package org.amadeus.ui.studio;

import java.nio.charset.StandardCharsets;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells who listens here, so that a second start can find the first. */
final class AboutHandler extends Handler.Abstract {
    private final byte[] about;

    AboutHandler(RunningStudio about) {
        this.about = about.toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(RunningStudio.PATH)) {
            return false;
        }
        if (Answers.isRead(request, response, callback)) {
            Answers.sendFresh(response, callback, "application/json", about);
        }
        return true;
    }
}
