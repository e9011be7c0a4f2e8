package org.amadeus.cli.live;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.natives.PackedNatives;
import org.amadeus.cli.option.ModelOption;
import org.amadeus.cli.option.StepThreads;
import org.amadeus.cli.output.Version;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.session.Session;
import org.amadeus.ui.studio.BrowserWindow;
import org.amadeus.ui.studio.RunningStudio;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioModel;
import org.amadeus.ui.studio.StudioServer;
import org.amadeus.ui.studio.http.Guests;
import org.amadeus.ui.studio.share.Networks;
import org.amadeus.ui.studio.share.Share;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "studio",
        description = "Play with the model in a browser: a page on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus studio --open                  the bundled model, in your browser",
            "  amadeus studio --mode along            it plays while you play",
            "  amadeus studio --share                 on your phone too, by a code",
            "  amadeus studio -s save/mine.amadeus    a model of your own",
            "",
            "Play on a MIDI keyboard (Web MIDI), the computer's keys or the keys on the page;",
            "Amadeus answers when you pause. Ctrl-C ends it. Where one with the bundled model",
            "runs already, that one is shown."
        })
public final class StudioCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to serve the page on 127.0.0.1, or 0 for any free port." + " Default: "
                    + StudioPorts.FIRST + ", or the next that is free.")
    private Integer port;

    @Mixin
    private ModeOption mode;

    @Option(
            names = "--share",
            arity = "0..1",
            paramLabel = "ADDRESS",
            fallbackValue = "",
            description = "Let other devices of your network in, each by a code: at the address of this machine that"
                    + " they reach it by, or at this one. Default: nobody.")
    private String share;

    @Option(names = "--open", description = "Open the page in your browser.")
    private boolean open;

    @Mixin
    private StepThreads threads;

    @Override
    public Integer call() throws InterruptedException {
        if (port != null) {
            UsageException.require("--port", port, 0, 65535);
        }
        String asked = mode.mode().map(given -> "?mode=" + given.word()).orElse("");
        int cores = threads.number();
        boolean bundled = model.file().isEmpty();
        // A file may turn out not to be a model: that is said before a page is shown.
        Session file = bundled ? null : load();
        String name = model.file().map(named -> named.getFileName().toString()).orElse(model.name());
        Optional<Share> shared = shared();
        RunningStudio about = RunningStudio.here(Version.ofProgram(), name);
        StudioServer studio;
        if (port != null) {
            studio = StudioServer.start(about, port, StudioLimits.DEFAULT, shared.map(Guests.class::cast));
        } else {
            StudioPorts.Place place = StudioPorts.find(StudioPorts.FIRST, about, bundled, shared);
            if (place.started().isEmpty()) {
                show(place.url() + asked, "runs already");
                return 0;
            }
            studio = place.started().get();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(studio::close, "amadeus-studio-exit"));
        // The browser starts while the model is loaded.
        Thread shown = new Thread(
                () -> {
                    show(studio.url() + asked, "Ctrl-C ends it");
                    shared.ifPresent(some -> invite(some, studio.port()));
                },
                "amadeus-studio-browser");
        shown.start();
        studio.play(StudioModel.of(name, bundled ? load() : file, cores));
        studio.join();
        return 0;
    }

    private Optional<Share> shared() {
        return Optional.ofNullable(share)
                .map(given -> new Share(given.isEmpty() ? Networks.ofThisMachine() : address(given)));
    }

    private static InetAddress address(String given) {
        try {
            return Networks.ofThisMachine(given);
        } catch (AmadeusException e) {
            throw new UsageException("--share: " + e.getMessage());
        }
    }

    private void invite(Share some, int at) {
        ShareDisplay display = new ShareDisplay(spec.commandLine().getOut(), some, at);
        some.onNews(display::show);
        display.show();
        EnterKey.each(some::renew);
    }

    private Session load() {
        PackedNatives.unpack();
        return model.load();
    }

    private void show(String url, String note) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Studio: " + url + "  (" + note + ")");
        out.flush();
        if (open && !BrowserWindow.open(url)) {
            out.println("No browser could be opened; open that address yourself.");
            out.flush();
        }
    }
}
