package org.amadeus.ui.studio.share;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amadeus.ui.studio.http.Answers;
import org.amadeus.ui.studio.http.Guests;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A studio that guests come to at an address of a network: each by a code at {@code /join}, once, and from then on by a key in a cookie. What
 * tells of the owner is kept from them.
 */
public final class Share implements Guests {
    static final String JOIN = "/join";
    static final String OWNER = "/share";
    /** What the pages with a form take. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    private static final Set<String> OWNERS = Set.of(OWNER, "/about");
    private static final String COOKIE = "amadeus-guest-";

    private final InetAddress address;
    private final Invitations invitations;
    private final JoinForm form;
    private final SecureRandom random = new SecureRandom();
    private volatile Runnable news = () -> {};

    /** @param address of this machine, to listen at */
    public Share(InetAddress address) {
        this.address = address;
        this.invitations = new Invitations(random);
        this.form = new JoinForm(invitations, random, () -> news.run());
    }

    /** What is done, on any thread, where a guest came in or the code became void or another. */
    public void onNews(Runnable action) {
        news = action;
    }

    @Override
    public InetAddress address() {
        return address;
    }

    /** The code that lets the next guest in; empty where none does any more. */
    public Optional<String> code() {
        return invitations.code();
    }

    /** How many guests were let in. */
    public int guests() {
        return invitations.guests();
    }

    /** Makes another code. */
    public void renew() {
        invitations.renew();
        news.run();
    }

    /** Where the guests come in. */
    public String url(int port) {
        return "http://" + address.getHostAddress() + ":" + port + JOIN;
    }

    /** The same with a code, for a QR code. */
    public String invitation(int port, String code) {
        return url(port) + "?code=" + code;
    }

    @Override
    public boolean answers(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        String cookie = COOKIE + Request.getLocalPort(request);
        boolean guest = isGuest(Request.getCookies(request), cookie);
        if (path.equals(JOIN)) {
            if (!Answers.isOf(METHODS, request, response, callback, "send the code as a POST")) {
                return true;
            }
            if (guest) {
                seeOther(response, callback, "/");
            } else {
                form.handle(request, response, callback, cookie);
            }
            return true;
        }
        if (guest) {
            if (OWNERS.contains(path)) {
                Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "there is no such page");
                return true;
            }
            return false;
        }
        if (path.equals("/") && HttpMethod.GET.is(request.getMethod())) {
            seeOther(response, callback, JOIN);
        } else {
            Answers.refuse(response, callback, HttpStatus.UNAUTHORIZED_401, "come in by the code first, at " + JOIN);
        }
        return true;
    }

    private boolean isGuest(List<HttpCookie> cookies, String name) {
        return cookies.stream()
                .filter(cookie -> cookie.getName().equals(name))
                .anyMatch(cookie -> invitations.isGuest(cookie.getValue()));
    }

    static void seeOther(Response response, Callback callback, String path) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.LOCATION, path);
        response.setStatus(HttpStatus.SEE_OTHER_303);
        response.write(true, null, callback);
    }

    @Override
    public Handler ownersPage() {
        return new OwnersPage(this, random);
    }
}
