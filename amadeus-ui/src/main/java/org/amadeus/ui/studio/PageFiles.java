package org.amadeus.ui.studio;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amadeus.data.io.Sha256;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the files of the page: those of a list, from the class path. No path of a request reaches a file system. */
final class PageFiles extends Handler.Abstract {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json",
            "mp3", "audio/mpeg");

    private record PageFile(byte[] bytes, String type, String tag) {}

    /** From a request's path to the name of a resource. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();
    private final boolean samples;

    PageFiles() {
        for (String name : PageResources.names()) {
            names.put("/" + name, name);
        }
        names.put("/", "index.html");
        samples = PageFiles.class.getResource("page/samples/A0v8.mp3") != null;
        if (samples) {
            PageModules.samples().forEach((pitch, file) -> names.put("/samples/" + pitch + ".mp3", "samples/" + file));
        }
    }

    /** Whether recordings of a piano were built in. */
    boolean hasSamples() {
        return samples;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String name = names.get(Request.getPathInContext(request));
        if (name == null) {
            Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "there is no such page");
            return true;
        }
        if (!Answers.isRead(request, response, callback)) {
            return true;
        }
        PageFile file = loaded.computeIfAbsent(name, PageFiles::load);
        // The page may change with the next version: ask each time, by its tag. A recording does not.
        String caching = name.startsWith("samples/") ? "max-age=31536000, immutable" : "no-cache";
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, caching);
        response.getHeaders().put(HttpHeader.ETAG, file.tag());
        if (file.tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
        } else {
            Answers.send(response, callback, file.type(), file.bytes());
        }
        return true;
    }

    private static PageFile load(String name) {
        byte[] bytes = PageResources.read(name);
        String tag = "\"" + Sha256.hex(bytes, 12) + "\"";
        return new PageFile(bytes, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), tag);
    }
}
