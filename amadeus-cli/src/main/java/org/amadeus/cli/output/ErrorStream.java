package org.amadeus.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The error stream that the launcher hands on under another number, so that what the JVM itself says can be filtered on its
 * way: it warns of the incubating Vector API at every start.
 */
public final class ErrorStream {
    private ErrorStream() {}

    /** Makes it {@link System#err}, where the launcher handed one on. */
    public static void install() {
        Integer number = Integer.getInteger("amadeus.stderr");
        if (number != null) {
            try {
                System.setErr(new PrintStream(new FileOutputStream(descriptor(number)), true, StandardCharsets.UTF_8));
            } catch (ReflectiveOperationException | RuntimeException e) {
                // What is said goes through the filter then.
                return;
            }
        }
    }

    /** The file as it was handed on. Opened anew, as /dev/fd/3, it would have a position of its own in a log. */
    private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        FileDescriptor descriptor = new FileDescriptor();
        Object access = Class.forName("jdk.internal.access.SharedSecrets")
                .getMethod("getJavaIOFileDescriptorAccess")
                .invoke(null);
        Class.forName("jdk.internal.access.JavaIOFileDescriptorAccess")
                .getMethod("set", FileDescriptor.class, int.class)
                .invoke(access, descriptor, number);
        return descriptor;
    }
}
