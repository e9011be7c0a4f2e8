package org.amadeus.ui.studio.share;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Takes a guest's code. To read the page spends no code, so that a scanner's preview does not. */
final class JoinForm {
    private static final int MOST_BYTES = 256;
    private static final int LONGEST_SECONDS = 10;
    private static final Pattern CODE = Pattern.compile("code=([A-Za-z0-9]{1,16})");

    private final Invitations invitations;
    private final SecureRandom random;
    private final Runnable news;

    JoinForm(Invitations invitations, SecureRandom random, Runnable news) {
        this.invitations = invitations;
        this.random = random;
        this.news = news;
    }

    void handle(Request request, Response response, Callback callback, String cookie) {
        if (HttpMethod.POST.is(request.getMethod())) {
            read(request, response, callback, cookie);
        } else {
            String query = request.getHttpURI().getQuery();
            Matcher code = CODE.matcher(query == null ? "" : query);
            show(response, callback, code.matches() ? code.group(1) : "", "");
        }
    }

    private void read(Request request, Response response, Callback callback, String cookie) {
        Scheduler.Task deadline = request.getComponents()
                .getScheduler()
                .schedule(() -> request.fail(new TimeoutException("slow form")), LONGEST_SECONDS, TimeUnit.SECONDS);
        Content.Source.asByteArrayAsync(request, MOST_BYTES).whenComplete((bytes, failure) -> {
            deadline.cancel();
            if (failure != null) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                Answers.refuse(response, callback, HttpStatus.BAD_REQUEST_400, "no form with a code");
            } else {
                take(new String(bytes, StandardCharsets.US_ASCII), response, callback, cookie);
            }
        });
    }

    private void take(String form, Response response, Callback callback, String cookie) {
        Invitations.Answer answer = invitations.admit(codeOf(form));
        if (answer.key().isPresent()) {
            response.getHeaders()
                    .put(
                            HttpHeader.SET_COOKIE,
                            cookie + "=" + answer.key().get() + "; Path=/; HttpOnly; SameSite=Strict");
            Share.seeOther(response, callback, "/");
            news.run();
        } else {
            response.setStatus(HttpStatus.FORBIDDEN_403);
            show(response, callback, "", answer.reason());
            if (invitations.code().isEmpty()) {
                news.run();
            }
        }
    }

    private static String codeOf(String form) {
        if (!form.startsWith("code=")) {
            return "";
        }
        try {
            return URLDecoder.decode(form.substring("code=".length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }

    /**
     * @param code   letters and digits
     * @param reason a sentence of ours
     */
    private void show(Response response, Callback callback, String code, String reason) {
        String said = reason.isEmpty() ? "" : "<p role=\"alert\">" + reason + ".</p>";
        PlainPage.send(
                response,
                callback,
                random,
                "Amadeus Studio",
                said + "<form method=\"post\" action=\"" + Share.JOIN
                        + "\"><label for=\"code\">The code that the studio's"
                        + " owner sees</label><input id=\"code\" name=\"code\" value=\"" + code
                        + "\" maxlength=\"12\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""
                        + " required><button>Come in</button></form>");
    }
}
