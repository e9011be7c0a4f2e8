package org.amadeus.model.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.AmadeusException;

/**
 * The ND4J backend, the library that holds and computes arrays. The application brings it; of several ND4J takes the one
 * with the highest priority that can run here, a GPU's before the CPU's.
 */
public final class Backend {
    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
    private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";
    private static final String CUDA_RUNTIME = "org.bytedeco.cuda.global.cudart";

    private Backend() {}

    /** Holds what was found: a class path does not change while a JVM runs. */
    private static final class OnClassPath {
        static final List<String> FOUND = find(Backend.class.getClassLoader());
        static final Optional<String> PROBLEM = FOUND.equals(List.of(CUDA)) ? problem(CUDA_RUNTIME) : Optional.empty();
    }

    /** @throws AmadeusException where no backend is on the class path, or only CUDA's and it can't start */
    public static void require() {
        require(OnClassPath.FOUND);
        OnClassPath.PROBLEM.ifPresent(problem -> {
            throw new AmadeusException("the CUDA backend can't start (" + problem
                    + "). It needs an NVIDIA GPU and its driver; without -Pcuda Amadeus runs on the CPU.");
        });
    }

    /** Why a class that loads native libraries can't do so, if it can't: ND4J would only print that. */
    static Optional<String> problem(String nativeClass) {
        try {
            Class.forName(nativeClass, true, Backend.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Optional.of(root instanceof UnsatisfiedLinkError ? root.getMessage() : root.toString());
        }
    }

    static void require(List<String> found) {
        if (found.isEmpty()) {
            throw new AmadeusException("no ND4J backend is on the class path, expected nd4j-native or nd4j-cuda-11.6."
                    + " Add org.nd4j:nd4j-native, or build with ./mvnw verify (CPU) or ./mvnw -Pcuda verify (NVIDIA).");
        }
    }

    /** What to warn of, if anything: more than one backend. */
    public static Optional<String> warning() {
        return warning(OnClassPath.FOUND);
    }

    static Optional<String> warning(List<String> found) {
        return found.size() < 2
                ? Optional.empty()
                : Optional.of(found.size() + " ND4J backends are on the class path (" + String.join(", ", found)
                        + "); ND4J takes the one with the highest priority that can run here.");
    }

    /** The class names of all backends that the loader's class path offers, each once. */
    static List<String> find(ClassLoader loader) {
        Set<String> found = new LinkedHashSet<>();
        try {
            for (URL services : Collections.list(loader.getResources(SERVICE))) {
                try (InputStream in = services.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").trim())
                            .filter(name -> !name.isEmpty())
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }
}
