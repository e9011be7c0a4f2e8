package org.amadeus.ui.studio;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The user's own browser, opened by what the system has for it: Java's own way would start a whole desktop toolkit. */
public final class BrowserWindow {
    private BrowserWindow() {}

    /** Shows a page; returns whether there was a browser to show it in. */
    public static boolean open(String url) {
        try {
            Process opener = new ProcessBuilder(command(System.getProperty("os.name"), url))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !opener.waitFor(3, TimeUnit.SECONDS) || opener.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<String> command(String system, String url) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", url);
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", url);
    }
}
