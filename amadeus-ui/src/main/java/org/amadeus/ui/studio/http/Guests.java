package org.amadeus.ui.studio.http;

import java.net.InetAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Who else comes to a studio, from other machines, by a door of their own. */
public interface Guests {
    /** The name of their door, a connector. */
    String DOOR = "guests";

    /** The address of this machine where they come in, and what a browser has to call it. */
    InetAddress address();

    /**
     * Answers those who may not go on, and what is for guests alone.
     *
     * @return whether it did; else the request goes on to the page
     */
    boolean answers(Request request, Response response, Callback callback);

    /** What the owner sees of them, on this machine. */
    Handler ownersPage();
}
