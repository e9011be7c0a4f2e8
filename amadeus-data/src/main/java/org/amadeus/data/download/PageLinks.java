package org.amadeus.data.download;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds links in the text of a page. */
final class PageLinks {
    /** What is taken from one page at most. */
    private static final int MOST_LINKS = 20_000;

    private PageLinks() {}

    /**
     * The links in {@code text} that match, made absolute; only those on the page's own host or below, of https, or of
     * http where the page is of http too.
     */
    static Set<URI> find(URI page, String text, Pattern link) {
        Set<URI> found = new LinkedHashSet<>();
        Matcher matcher = link.matcher(text);
        while (matcher.find() && found.size() < MOST_LINKS) {
            try {
                URI address = page.resolve(matcher.group().trim().replace(" ", "%20"));
                if (sameSite(page, address)) {
                    found.add(address);
                }
            } catch (IllegalArgumentException e) {
                // Pages hold malformed links now and then; the others still count.
                continue;
            }
        }
        return found;
    }

    private static boolean sameSite(URI page, URI address) {
        String scheme = address.getScheme();
        boolean open = "http".equals(scheme) && "http".equals(page.getScheme());
        if (address.getHost() == null || !(open || "https".equals(scheme))) {
            return false;
        }
        return address.getHost().equals(page.getHost()) || address.getHost().endsWith("." + page.getHost());
    }
}
