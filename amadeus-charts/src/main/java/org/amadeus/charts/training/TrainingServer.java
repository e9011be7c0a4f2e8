package org.amadeus.charts.training;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.amadeus.data.AmadeusException;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.module.train.TrainModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts DL4J's training module on 127.0.0.1: its data under its own addresses, its pages by {@link Pages}, their parts
 * by {@link WebAssets}, every request seen by {@link LocalOnly} first. Nothing is uploaded, nothing but GET and HEAD answered.
 */
final class TrainingServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingServer.class);
    private static final String HOME = "/train/overview";
    private static final Set<String> PAGES = Set.of("/train/overview", "/train/model", "/train/system");

    private final Vertx vertx;
    private final HttpServer server;

    /**
     * @param port 0 for any free one
     * @param storage where the training module reads reports from
     * @throws AmadeusException if the port is taken
     */
    TrainingServer(int port, StatsStorage storage) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // Parts of the pages are read by WebAssets: Vert.x need not copy them to a temporary folder.
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        Router router = Router.router(vertx);
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMaxHeaderSize(16_384)
                        .setIdleTimeout(60)
                        .setCompressionSupported(true))
                .requestHandler(router)
                .listen(result -> {
                    if (result.succeeded()) {
                        listening.complete(result.result());
                    } else {
                        listening.completeExceptionally(result.cause());
                    }
                });
        try {
            server = listening.join();
        } catch (CompletionException e) {
            vertx.close();
            throw new AmadeusException(
                    "--ui-port " + port + ": cannot listen on 127.0.0.1 ("
                            + e.getCause().getMessage() + "). Choose another port, or 0 for any free one.",
                    e);
        }
        addRoutes(router, trainModule(storage));
    }

    /** Where a browser on this machine finds it. */
    String address() {
        return "http://127.0.0.1:" + server.actualPort() + HOME;
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        vertx.close(result -> closed.complete(null));
        closed.join();
    }

    private TrainModule trainModule(StatsStorage storage) {
        // The module asks the one instance of DL4J's server whether it shows several sessions; it is never started.
        new VertxUIServer();
        TrainModule module = new TrainModule();
        module.onAttach(storage);
        // On the server's thread: a training thread that reports need not wait until the module has answered a page.
        storage.registerStatsStorageListener(
                event -> vertx.runOnContext(ignored -> module.reportStorageEvents(List.of(event))));
        return module;
    }

    private void addRoutes(Router router, TrainModule module) {
        WebAssets assets = new WebAssets();
        Pages pages = new Pages(assets);
        router.route().handler(new LocalOnly(server.actualPort())).failureHandler(TrainingServer::fail);
        router.errorHandler(405, TrainingServer::refuseMethod);
        reads(router, "/").handler(TrainingServer::redirect);
        reads(router, "/train").handler(TrainingServer::redirect);
        reads(router, WebAssets.PREFIX + "*").handler(assets);
        for (String page : PAGES) {
            String name = Character.toUpperCase(page.charAt(7)) + page.substring(8);
            reads(router, page).handler(context -> pages.send(name, context));
        }
        reads(router, "/setlang/:to").handler(context -> context.response()
                .setStatusCode(pages.setLanguage(context.pathParam("to")) ? 200 : 404)
                .end());
        for (org.deeplearning4j.ui.api.Route route : module.getRoutes()) {
            if (route.getHttpMethod().name().equals("GET") && !PAGES.contains(route.getRoute())) {
                reads(router, route.getRoute())
                        .handler(context -> route.getConsumer().accept(arguments(route.getRoute(), context), context));
            }
        }
    }

    private static Route reads(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static void refuseMethod(RoutingContext context) {
        context.response().setStatusCode(405).putHeader("Allow", "GET, HEAD").end("This can be read only.");
    }

    /** DL4J's module stumbles over an unknown layer, and over any layer before the first report. Nobody need read of it. */
    private static void fail(RoutingContext context) {
        LOG.debug("{}", context.request().path(), context.failure());
        int status = context.statusCode();
        context.response().setStatusCode(status < 400 ? 500 : status).end("No answer to this request.");
    }

    private static void redirect(RoutingContext context) {
        context.response().setStatusCode(302).putHeader("Location", HOME).end();
    }

    /** Values of the {@code :name} parts of a route, in its order. */
    private static List<String> arguments(String route, RoutingContext context) {
        List<String> arguments = new ArrayList<>();
        for (String part : route.split("/")) {
            if (part.startsWith(":")) {
                arguments.add(context.pathParam(part.substring(1)));
            }
        }
        return arguments;
    }
}
