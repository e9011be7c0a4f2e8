package org.amadeus.cli.live;

import java.io.PrintWriter;
import java.util.List;
import org.amadeus.cli.output.Terminal;
import org.amadeus.ui.studio.share.QrText;
import org.amadeus.ui.studio.share.Share;

/** Shows the owner of a shared studio how the next guest comes in. */
final class ShareDisplay {
    /** White on black, whatever the terminal's colours: a QR code is not to be inverted. */
    private static final String WHITE_ON_BLACK = "\u001b[97;40m";

    private static final String AS_BEFORE = "\u001b[0m";

    private final PrintWriter out;
    private final Share share;
    private final int port;
    private int guests;

    ShareDisplay(PrintWriter out, Share share, int port) {
        this.out = out;
        this.share = share;
        this.port = port;
    }

    /** Shows the code of now. */
    synchronized void show() {
        if (share.guests() > guests) {
            guests = share.guests();
            out.println("A guest came in, number " + guests + ".");
        }
        share.code()
                .ifPresentOrElse(
                        code -> {
                            boolean colours = Terminal.isThere();
                            List<String> lines = QrText.lines(share.invitation(port, code));
                            lines.forEach(line -> out.println(colours ? WHITE_ON_BLACK + line + AS_BEFORE : line));
                            out.println(
                                    "Shared: " + share.url(port) + "  code " + code + "  (lets one guest in, once)");
                        },
                        () -> out.println("Too many wrong codes: nobody comes in until Enter makes another."));
        out.flush();
    }
}
