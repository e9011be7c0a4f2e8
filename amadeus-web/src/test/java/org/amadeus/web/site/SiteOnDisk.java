package org.amadeus.web.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amadeus.web.portable.PortableModel;

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

    /**
     * Statements of asynchronous JavaScript, for a page of this site, after which {@code code} is the compiled engine,
     * {@code products} its vectors or null, and {@code model} the model's bytes.
     *
     * @param target wasm or js
     */
    public static String loadInJavaScript(String target, boolean vectors) {
        String code = target.equals("js")
                ? "await import('/engine/engine.js')"
                : "(await (await import('/engine/engine-runtime.js')).load(await bytes('engine.wasm'), linking(products))).exports";
        return """
                const bytes = async (name) => (await fetch('/engine/' + name)).arrayBuffer();
                const { linking, vectorProducts } = await import('/engine/products.js');
                const products = %s ? await vectorProducts(await bytes('product.wasm')) : null;
                const code = %s;
                const model = new Int8Array(await bytes('model.bin'));
                """
                .formatted(vectors, code);
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
