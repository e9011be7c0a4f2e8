package org.amadeus.ui.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of the page, as they lie on the class path. */
public final class PageResources {
    private static final List<String> TEXTS = List.of("index.html", "studio.css", "icon.svg", "studio.webmanifest");

    private PageResources() {}

    /** Their names, folders with slashes; without recordings of a piano. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(TEXTS);
        for (String module : PageModules.ALL) {
            names.add("js/" + module);
        }
        return Collections.unmodifiableList(names);
    }

    /** The content of one. */
    public static byte[] read(String name) {
        try (InputStream in = PageResources.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource page/" + name + " is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
