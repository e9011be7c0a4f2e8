package org.amadeus.cli.natives;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;

/**
 * The native libraries that lie packed beside the program's jar, in {@code natives}, where {@link NativePacker} has put
 * them. They are unpacked once, into the user's cache, and JavaCPP is told to look there; what it does not find there it
 * takes from its jars. Where nothing is packed, nothing is done.
 */
public final class PackedNatives {
    static final String PACKED = ".zst";
    /** The name of what is packed, then a line for each library: its name and its size in bytes. */
    static final String INDEX = "index";

    private static final int BUFFER = 1 << 18;

    private PackedNatives() {}

    /**
     * Unpacks what this program has packed, where that was not done yet. To be called before the first use of ND4J.
     *
     * @throws AmadeusException where there is no room for it, or it is damaged
     */
    public static void unpack() {
        Path packed = besideThisJar();
        if (packed == null || !Files.isRegularFile(packed.resolve(INDEX))) {
            return;
        }
        Path folder;
        try {
            folder = unpack(packed, cache());
        } catch (IOException e) {
            throw new AmadeusException(
                    "the native libraries can't be unpacked into " + cache() + ": " + reason(e)
                            + ". Make room there, or set XDG_CACHE_HOME to a folder that can be written",
                    e);
        }
        // JavaCPP looks for nothing else by these: the JVM itself has read the path when it started.
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        System.setProperty("java.library.path", folder.toString());
    }

    /** Unpacks what lies in {@code packed} into a folder of {@code cache}, which is returned. */
    static Path unpack(Path packed, Path cache) throws IOException {
        List<String> index = Files.readAllLines(packed.resolve(INDEX), StandardCharsets.UTF_8);
        Path folder = cache.resolve(index.get(0));
        Map<String, Long> missing = new LinkedHashMap<>();
        for (String line : index.subList(1, index.size())) {
            int space = line.lastIndexOf(' ');
            String name = line.substring(0, space);
            long size = Long.parseLong(line.substring(space + 1));
            Path library = folder.resolve(name);
            // A shorter one was never finished.
            if (!Files.isRegularFile(library) || Files.size(library) != size) {
                missing.put(name, size);
            }
        }
        if (!missing.isEmpty()) {
            Files.createDirectories(folder);
            removeUnfinished(folder);
            for (Map.Entry<String, Long> library : missing.entrySet()) {
                unpack(packed.resolve(library.getKey() + PACKED), folder.resolve(library.getKey()), library.getValue());
            }
        }
        return folder;
    }

    /** Several starts may unpack at once: each writes a file of its own, and the last one stays. */
    private static void unpack(Path packed, Path library, long size) throws IOException {
        Path unfinished = library.resolveSibling(
                library.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (InputStream in = new ZstdInputStream(Files.newInputStream(packed));
                    OutputStream out = Files.newOutputStream(unfinished)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = next(in, buffer, packed); read >= 0; read = next(in, buffer, packed)) {
                    out.write(buffer, 0, read);
                }
            }
            if (Files.size(unfinished) != size) {
                throw new IOException(packed + " is damaged, install the program anew");
            }
            Files.move(unfinished, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static int next(InputStream in, byte[] buffer, Path packed) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException damaged) {
            throw new IOException(packed + " is damaged, install the program anew", damaged);
        }
    }

    /** What a process has left that was ended while it unpacked. */
    private static void removeUnfinished(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String[] parts = file.getFileName().toString().split("\\.");
                if (parts.length > 2 && parts[parts.length - 1].equals("part") && !lives(parts[parts.length - 2])) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean lives(String process) {
        return process.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(process)).isPresent();
    }

    private static String reason(IOException e) {
        Throwable cause = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage();
    }

    /** As the launcher has it for the archive of classes. */
    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        if (caches != null && !caches.isBlank()) {
            return Path.of(caches, "amadeus");
        }
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home, ".cache", "amadeus");
    }

    private static Path besideThisJar() {
        try {
            Path jar = Path.of(PackedNatives.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("natives");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
