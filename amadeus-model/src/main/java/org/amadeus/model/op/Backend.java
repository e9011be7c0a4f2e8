package org.amadeus.model.op;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.amadeus.data.AmadeusException;

/**
 * The ND4J backend, the library that holds and computes arrays. ND4J takes the first one it finds; with two on the class
 * path that is a matter of luck, so this insists on exactly one.
 */
final class Backend {
    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    private Backend() {}

    /** Holds what was found: a class path does not change while a JVM runs. */
    private static final class OnClassPath {
        static final List<String> FOUND = find(Backend.class.getClassLoader());
    }

    /** @throws AmadeusException where no backend, or more than one, is on the class path */
    static void requireOne() {
        requireOne(OnClassPath.FOUND);
    }

    static void requireOne(List<String> found) {
        if (found.isEmpty()) {
            throw new AmadeusException("no ND4J backend is on the class path, expected nd4j-native or nd4j-cuda-11.6."
                    + " Add org.nd4j:nd4j-native, or build with ./mvnw verify (CPU) or ./mvnw -Pcuda verify (NVIDIA).");
        }
        if (found.size() > 1) {
            throw new AmadeusException(found.size() + " ND4J backends are on the class path ("
                    + String.join(", ", found) + "), expected exactly one. Remove all but one.");
        }
    }

    /** The class names of all backends that the loader's class path offers, each once. */
    static List<String> find(ClassLoader loader) {
        List<String> found = new ArrayList<>();
        try {
            for (URL services : Collections.list(loader.getResources(SERVICE))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(services.openStream(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        String name = line.replaceFirst("#.*", "").trim();
                        if (!name.isEmpty() && !found.contains(name)) {
                            found.add(name);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
