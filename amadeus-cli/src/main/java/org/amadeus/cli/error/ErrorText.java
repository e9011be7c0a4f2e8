package org.amadeus.cli.error;

/** What the JVM's errors mean to a user, and what can be done about them. */
final class ErrorText {
    private static final String BACKEND = "NoAvailableBackendException";

    private ErrorText() {}

    static String of(Error e) {
        if (e instanceof OutOfMemoryError) {
            return "out of memory (" + e.getMessage()
                    + "). Ask for less at once (a smaller batch), or allow more: AMADEUS_JAVA_OPTS=-Xmx8g";
        }
        if (e instanceof StackOverflowError) {
            return "the stack is full: something is nested too deeply. If that is to be so, allow more:"
                    + " AMADEUS_JAVA_OPTS=-Xss16m";
        }
        if (!(e instanceof LinkageError)) {
            return "a fault in Amadeus itself: " + e;
        }
        Throwable root = root(e);
        if (root instanceof UnsatisfiedLinkError) {
            return "a native library can't be loaded on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + root.getMessage();
        }
        if (root.getClass().getSimpleName().equals(BACKEND)) {
            return "ND4J can't start its backend on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
                    + ". Its native library is missing, or for CUDA the NVIDIA driver; --verbose shows what it logged";
        }
        if (root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError) {
            return "a part of the program is missing: " + root.getMessage() + ". Install or build it anew";
        }
        return "a library can't be started: " + root;
    }

    /** Whether it is more than a fault of ours that we would like to hear of. */
    static boolean isExplained(Error e) {
        return e instanceof VirtualMachineError || e instanceof LinkageError;
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        for (int i = 0; root.getCause() != null && i < 100; i++) {
            root = root.getCause();
        }
        return root;
    }
}
