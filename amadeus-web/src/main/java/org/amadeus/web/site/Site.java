package org.amadeus.web.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Sha256;
import org.amadeus.ui.studio.PageResources;
import org.amadeus.web.portable.PortableModel;
import org.amadeus.web.portable.PortableModelFile;
import org.amadeus.web.simd.SimdProduct;

/**
 * The site as files: the page, the engine, a model, icons, the manifest of an app, and a service worker that keeps all of
 * it, so that the page starts without a network.
 */
public final class Site {
    /** The last file to be written: the one that says which others belong to it. */
    static final String SERVICE_WORKER = "service-worker.js";

    private static final String[] ENGINE = {"engine.wasm", "engine-runtime.js", "engine.js"};
    private static final String[] OWN = {"engine/worker.js", "engine/products.js", "offline.js", "site.webmanifest"};

    private final Map<String, byte[]> files = new TreeMap<>();

    /**
     * @throws AmadeusException where this build of the program has no engine for browsers
     */
    public Site(PortableModel model) {
        for (String name : PageResources.names()) {
            files.put(name, PageResources.read(name));
        }
        files.remove("studio.webmanifest");
        for (String name : ENGINE) {
            files.put("engine/" + name, resource("engine/" + name));
        }
        for (String name : OWN) {
            files.put(name, resource(name));
        }
        files.put("engine/product.wasm", SimdProduct.module());
        files.put("engine/model.bin", PortableModelFile.write(model));
        files.put("icon-192.png", SiteIcon.png(192, false));
        files.put("icon-512.png", SiteIcon.png(512, false));
        files.put("icon-maskable.png", SiteIcon.png(512, true));
        files.put("index.html", SitePage.of(text(files.get("index.html"))).getBytes(StandardCharsets.UTF_8));
        files.put(SERVICE_WORKER, serviceWorker().getBytes(StandardCharsets.UTF_8));
    }

    /** Each file's content by its name, folders with slashes. */
    public Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    /** How long all files are together, bytes. */
    public long size() {
        return files.values().stream().mapToLong(file -> file.length).sum();
    }

    /**
     * Writes the files, each into place at once. What else lies in the folder stays.
     *
     * @throws AmadeusException where the folder holds something that is no such site
     * @throws IOException      where a file can't be written
     */
    public void write(Path folder) throws IOException {
        if (Files.notExists(folder.resolve(SERVICE_WORKER))) {
            requireEmpty(folder);
            // It tells a site, also one that could not be finished: the next time goes on.
            write(folder, SERVICE_WORKER);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().equals(SERVICE_WORKER)) {
                write(folder, file.getKey());
            }
        }
        write(folder, SERVICE_WORKER);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new AmadeusException(
                            folder + ": holds other files, expected an empty folder, a new one or an earlier site");
                }
            }
        }
    }

    private void write(Path folder, String name) throws IOException {
        byte[] content = files.get(name);
        AtomicFile.write(folder.resolve(name), out -> out.write(content));
    }

    private String serviceWorker() {
        String names =
                files.keySet().stream().map(name -> "  '" + name + "',\n").collect(Collectors.joining());
        return text(resource(SERVICE_WORKER))
                .replace("'VERSION'", "'" + version() + "'")
                .replace("  'FILES',\n", names);
    }

    /** Another one as soon as a single byte of the site is another. */
    private String version() {
        MessageDigest digest = Sha256.digest();
        files.forEach((name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AmadeusException("this build has no engine for browsers (" + name
                        + " is missing): build it with ./mvnw -DskipTests package");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
