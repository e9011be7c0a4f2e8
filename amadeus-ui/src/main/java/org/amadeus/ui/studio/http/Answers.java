package org.amadeus.ui.studio.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.amadeus.ui.studio.message.Replies;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes whole responses. */
public final class Answers {
    private Answers() {}

    public static void send(Response response, Callback callback, String contentType, byte[] body) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** What was made for this request alone. */
    public static void sendFresh(Response response, Callback callback, String contentType, byte[] body) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        send(response, callback, contentType, body);
    }

    /** Says no, with the reason; what is left of the request is not read. */
    public static void refuse(Response response, Callback callback, int status, String reason) {
        response.setStatus(status);
        byte[] body = Replies.refused(reason).getBytes(StandardCharsets.UTF_8);
        sendFresh(response, callback, "application/json", body);
    }
}
