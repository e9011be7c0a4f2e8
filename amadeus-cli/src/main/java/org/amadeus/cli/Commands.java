package org.amadeus.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.amadeus.cli.live.DevicesCommand;
import org.amadeus.cli.live.DuetCommand;
import org.amadeus.cli.live.StudioCommand;
import org.amadeus.cli.music.EventsCommand;
import org.amadeus.cli.music.GenerateCommand;
import org.amadeus.cli.music.InfoCommand;
import org.amadeus.cli.music.PlayCommand;
import org.amadeus.cli.music.PlotCommand;
import org.amadeus.cli.music.RenderCommand;
import org.amadeus.cli.quantization.ConvertCommand;
import org.amadeus.cli.quantization.ExportCommand;
import org.amadeus.cli.quantization.QuantizeCommand;
import org.amadeus.cli.training.BenchmarkCommand;
import org.amadeus.cli.training.DownloadCommand;
import org.amadeus.cli.training.EvaluateCommand;
import org.amadeus.cli.training.PreprocessCommand;
import org.amadeus.cli.training.TeachCommand;
import org.amadeus.cli.training.TrainCommand;
import picocli.CommandLine;

/** Every subcommand, in the order the help lists them. */
final class Commands {
    /** The launcher's own. */
    private static final String PREPARE = "prepare";

    private Commands() {}

    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("generate", GenerateCommand::new);
        commands.put("play", PlayCommand::new);
        commands.put("render", RenderCommand::new);
        commands.put("plot", PlotCommand::new);
        commands.put("duet", DuetCommand::new);
        commands.put("devices", DevicesCommand::new);
        commands.put("studio", StudioCommand::new);
        commands.put("download", DownloadCommand::new);
        commands.put("preprocess", PreprocessCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("teach", TeachCommand::new);
        commands.put("evaluate", EvaluateCommand::new);
        commands.put("events", EventsCommand::new);
        commands.put("quantize", QuantizeCommand::new);
        commands.put("info", InfoCommand::new);
        commands.put("convert", ConvertCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("benchmark", BenchmarkCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /** Whether a command needs ND4J when it begins, as far as is known before; the studio shows its page first. */
    static boolean computesAtOnce(String name) {
        return !Set.of("completion", "devices", "download", "play", "studio").contains(name);
    }

    /**
     * Adds the subcommand that {@code args} name, or all of them where they name none (help, completion, a typing
     * error): reading one class's annotations instead of all saves a good part of the start-up.
     */
    static void register(CommandLine line, String[] args) {
        Map<String, Supplier<Object>> commands = all();
        String named = args.length > 0 && !args[0].equals("completion") ? args[0] : null;
        if (PREPARE.equals(named)) {
            line.addSubcommand(PREPARE, new PrepareCommand());
        } else if (named != null && commands.containsKey(named)) {
            line.addSubcommand(named, commands.get(named).get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
    }
}
