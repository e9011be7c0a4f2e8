package org.amadeus.ui.studio.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amadeus.ui.studio.message.Replies;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
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

    /** Whether a request is of one of these methods; says no where it is not. */
    public static boolean isOf(
            List<String> methods, Request request, Response response, Callback callback, String reason) {
        boolean is = methods.contains(request.getMethod());
        if (!is) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods));
            refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, reason);
        }
        return is;
    }

    /** Whether a request reads; says no where it does not. */
    public static boolean isRead(Request request, Response response, Callback callback) {
        return isOf(List.of("GET", "HEAD"), request, response, callback, "this can be read only");
    }

    /** Says no, with the reason; what is left of the request is not read. */
    public static void refuse(Response response, Callback callback, int status, String reason) {
        response.setStatus(status);
        byte[] body = Replies.refused(reason).getBytes(StandardCharsets.UTF_8);
        sendFresh(response, callback, "application/json", body);
    }
}
