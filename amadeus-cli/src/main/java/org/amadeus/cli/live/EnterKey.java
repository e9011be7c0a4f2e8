package org.amadeus.cli.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** Watches the terminal for the Enter key while a command goes on. */
final class EnterKey {
    private EnterKey() {}

    /** Runs {@code action} at each Enter, until the input ends or the program does. */
    static void each(Runnable action) {
        Thread reader = new Thread(() -> read(action), "amadeus-enter");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Runnable action) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            while (lines.readLine() != null) {
                action.run();
            }
        } catch (IOException e) {
            // No terminal to read from: the keyboard's own silence and triggers are left.
            return;
        }
    }
}
