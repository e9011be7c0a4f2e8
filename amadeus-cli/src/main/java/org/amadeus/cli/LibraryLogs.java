package org.amadeus.cli;

/** Keeps the libraries quiet unless asked. Must run before the first logger is made. */
final class LibraryLogs {
    private LibraryLogs() {}

    static void configure(boolean verbose) {
        set("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "off");
        // Our own warnings (a fallback taken, a file skipped) are meant for the user.
        set("org.slf4j.simpleLogger.log.org.amadeus", verbose ? "info" : "warn");
        set("org.slf4j.simpleLogger.showThreadName", "false");
        set("org.slf4j.simpleLogger.showLogName", Boolean.toString(verbose));
        set("slf4j.internal.verbosity", verbose ? "INFO" : "ERROR");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
