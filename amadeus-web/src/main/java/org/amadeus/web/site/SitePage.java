package org.amadeus.web.site;

/** The studio's page as a static host serves it: by itself it says what it may load, and which engine plays. */
final class SitePage {
    /** What a host may send as a header too; it then adds {@code frame-ancestors 'none'}. */
    static final String POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';"
            + " style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self';"
            + " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types amadeus";

    private SitePage() {}

    static String of(String page) {
        String site = replaced(page, "<html lang=\"en\">", "<html lang=\"en\" data-engine=\"worker\">");
        site = replaced(
                site,
                "  <meta charset=\"utf-8\">\n",
                "  <meta charset=\"utf-8\">\n  <meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY
                        + "\">\n  <meta name=\"referrer\" content=\"no-referrer\">\n");
        site = replaced(
                site,
                "  <link rel=\"manifest\" href=\"studio.webmanifest\">\n",
                "  <link rel=\"manifest\" href=\"site.webmanifest\">\n"
                        + "  <link rel=\"apple-touch-icon\" href=\"icon-192.png\">\n");
        return replaced(
                site,
                "  <script type=\"module\" src=\"js/main.js\"></script>\n",
                "  <script type=\"module\" src=\"js/main.js\"></script>\n"
                        + "  <script type=\"module\" src=\"offline.js\"></script>\n");
    }

    private static String replaced(String page, String what, String by) {
        if (!page.contains(what)) {
            throw new IllegalStateException("the studio's page has no " + what.strip());
        }
        return page.replace(what, by);
    }
}
