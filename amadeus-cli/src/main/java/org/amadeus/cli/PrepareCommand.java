package org.amadeus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.amadeus.cli.output.Version;
import org.amadeus.quant.BundledModel;
import org.amadeus.ui.studio.RunningStudio;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioModel;
import org.amadeus.ui.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Uses what a user will: the launcher runs it once, so that the JVM can leave an archive of the classes. Not listed among
 * the commands.
 */
@Command(name = "prepare", hidden = true, description = "Generates a short piece and serves the studio's page once.")
final class PrepareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where the piece is written.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        int exit = Main.run(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                "generate",
                "-l",
                "300",
                "-o",
                folder.toString());
        RunningStudio about = RunningStudio.here(Version.ofProgram(), BundledModel.NAME);
        try (StudioServer studio = StudioServer.start(about, 0, StudioLimits.DEFAULT);
                InputStream page = URI.create(studio.url()).toURL().openStream()) {
            page.readAllBytes();
            studio.play(StudioModel.of(BundledModel.NAME, BundledModel.load(), 1));
        }
        return exit;
    }
}
