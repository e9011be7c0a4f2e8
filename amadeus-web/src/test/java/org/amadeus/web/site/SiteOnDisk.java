package org.amadeus.web.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amadeus.quant.portable.PortableModel;

/** A site in a folder, and a server for it, which can be switched off. */
public final class SiteOnDisk implements AutoCloseable {
    private final StaticServer server;

    private SiteOnDisk(StaticServer server) {
        this.server = server;
    }

    /** Writes it and serves it. */
    public static SiteOnDisk of(PortableModel model, Path folder) {
        return of(model, folder, Line.UNLIMITED);
    }

    static SiteOnDisk of(PortableModel model, Path folder, Line line) {
        try {
            new Site(model).write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SiteOnDisk(new StaticServer(folder, 0, line));
    }

    /** Its address, which ends in a slash. */
    public String url() {
        return server.url();
    }

    /** Bytes that were sent. */
    long sent() {
        return server.sent();
    }

    /** No network from here on. */
    @Override
    public void close() {
        server.close();
    }
}
