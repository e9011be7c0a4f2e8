package org.amadeus.charts.training;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.webjars.WebJarVersionLocator;

/**
 * Scripts, styles and pictures under {@code /assets/}: DL4J's own, ours, and browser libraries. DL4J's pages name a
 * version of each library; where another one is on the class path that is served, so that a library with a known
 * weakness can be replaced by a newer one.
 */
final class WebAssets implements Handler<RoutingContext> {
    static final String PREFIX = "/assets/";
    private static final Pattern SAFE =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern LIBRARY = Pattern.compile("webjars/([^/]+)/[^/]+/(.+)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "ico", "image/x-icon",
            "svg", "image/svg+xml",
            "woff", "font/woff",
            "woff2", "font/woff2",
            "ttf", "font/ttf",
            "eot", "application/vnd.ms-fontobject");

    private final WebJarVersionLocator libraries = new WebJarVersionLocator();
    private final Map<String, Buffer> read = new ConcurrentHashMap<>();

    /** Whether {@code path}, which begins with {@value #PREFIX}, can be served. */
    boolean has(String path) {
        return resource(path).isPresent();
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        Optional<String> resource = resource(path);
        if (resource.isEmpty()) {
            context.response().setStatusCode(404).end("Not found");
            return;
        }
        context.response()
                .putHeader("Content-Type", TYPES.get(extension(path)))
                .putHeader("Cache-Control", "max-age=3600")
                .end(read.computeIfAbsent(resource.get(), WebAssets::read));
    }

    private Optional<String> resource(String path) {
        String name = path.substring(PREFIX.length());
        if (!SAFE.matcher(name).matches() || !TYPES.containsKey(extension(name))) {
            return Optional.empty();
        }
        Matcher library = LIBRARY.matcher(name);
        String resource;
        if (library.matches()) {
            String newest = libraries.fullPath(library.group(1), library.group(2));
            resource = newest != null ? newest : "META-INF/resources/" + name;
        } else if (name.startsWith("amadeus/")) {
            resource = "org/amadeus/charts/training/" + name.substring("amadeus/".length());
        } else {
            resource = "deeplearning4jUiAssets/" + name;
        }
        return Optional.of(resource).filter(found -> loader().getResource(found) != null);
    }

    private static Buffer read(String resource) {
        try (InputStream in = loader().getResourceAsStream(resource)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static ClassLoader loader() {
        return WebAssets.class.getClassLoader();
    }
}
