package org.amadeus.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.amadeus.ui.studio.BrowserWindow;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioModel;
import org.amadeus.ui.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "studio",
        description = "Play with the model in a browser: a page on this machine alone.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus studio --open                  the bundled model, in your browser",
            "  amadeus studio -s save/mine.amadeus    a model of your own",
            "",
            "Play on a MIDI keyboard (Web MIDI), the computer's keys or the keys on the page;",
            "Amadeus answers when you pause. Ctrl-C ends it."
        })
final class StudioCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to serve the page on 127.0.0.1, or 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--open", description = "Open the page in your browser.")
    private boolean open;

    @Mixin
    private StepThreads threads;

    @Override
    public Integer call() throws InterruptedException {
        UsageException.require("--port", port, 0, 65535);
        int cores = threads.number();
        String name = model.file().map(file -> file.getFileName().toString()).orElse(model.name());
        StudioServer studio = StudioServer.start(StudioModel.of(name, model.load(), cores), port, StudioLimits.DEFAULT);
        Thread atExit = new Thread(studio::close, "amadeus-studio-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Studio: " + studio.url() + "  (Ctrl-C ends it)");
        if (open && !BrowserWindow.open(studio.url())) {
            out.println("No browser could be opened; open that address yourself.");
        }
        out.flush();
        studio.join();
        return 0;
    }
}
