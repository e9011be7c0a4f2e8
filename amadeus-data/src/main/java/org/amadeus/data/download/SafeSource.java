package org.amadeus.data.download;

import java.net.URI;
import java.util.regex.Pattern;

/** What a collection of somebody else's catalogue must be like. */
final class SafeSource {
    /** Harmless as a name of a file or a folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private SafeSource() {}

    /** @throws IllegalArgumentException naming the line of the catalogue that is not so */
    static void require(MidiSource source) {
        String name = source.name();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name " + name + " has other signs than letters, digits and ._-");
        }
        for (URI address : source.addresses()) {
            requireSafe(name, address);
        }
        if (source.kind() == MidiSource.Kind.ARCHIVE) {
            requireOneFile(source);
        }
        source.sha256().ifPresent(sum -> {
            if (!SHA256.matcher(sum).matches()) {
                throw new IllegalArgumentException(
                        name + ".sha256 is " + sum + ", expected 64 digits, 0 .. 9 and a .. f");
            }
        });
    }

    private static void requireSafe(String name, URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        boolean safe = host != null
                && ("https".equals(scheme)
                        || "http".equals(scheme) && LOOPBACK.matcher(host).matches());
        if (!safe) {
            throw new IllegalArgumentException(
                    name + ".addresses: " + address + ", expected https://.. (or http:// on this machine)");
        }
    }

    private static void requireOneFile(MidiSource source) {
        String path = source.addresses().get(0).getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (source.addresses().size() > 1 || !NAME.matcher(file).matches()) {
            throw new IllegalArgumentException(
                    source.name() + ".addresses: expected the address of one zip file, such as https://host/midi.zip");
        }
    }
}
