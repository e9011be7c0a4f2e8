package org.amadeus.cli.live;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Companions;
import org.amadeus.data.Progress;
import org.amadeus.model.file.Json;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.device.Scale;
import org.amadeus.ui.midi.MessageText;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.midi.MidiPlayer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "devices",
        description = "List MIDI keyboards and synthesizers, or try one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus devices                     what is plugged in",
            "  amadeus devices --test piano        play a scale on the built-in piano",
            "  amadeus devices --test \"fp-30\"      play a scale on it, print what is struck",
            "",
            "Everywhere a device is asked for, its id, its name or a part of either will do."
        })
public final class DevicesCommand implements Callable<Integer> {
    private static final int LONGEST = 86_400;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "For programs to read.")
    private boolean json;

    @Option(
            names = "--test",
            paramLabel = "DEVICE",
            description = "An output plays a scale; of an input, what is struck is printed.")
    private String test;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long --test listens. Default: ${DEFAULT-VALUE}. Ctrl-C ends it.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        UsageException.require("--seconds", seconds, 0, LONGEST);
        Companions.require(spec, "--seconds", "--test");
        if (test != null) {
            try (Interruption ctrlC = new Interruption()) {
                test(MidiPorts.any(test));
            }
        } else if (json) {
            writeJson();
        } else {
            writeList(spec.commandLine().getOut());
        }
        return 0;
    }

    private void writeList(PrintWriter out) {
        String format = "%-24s %-4s %-4s %-28s %s%n";
        out.printf(Locale.ROOT, format, "ID", "IN", "OUT", "NAME", "VENDOR");
        boolean keyboard = false;
        for (MidiPort port : MidiPorts.list()) {
            keyboard |= port.input() && !port.builtIn();
            out.printf(
                    Locale.ROOT,
                    format,
                    port.id(),
                    port.input() ? "yes" : "-",
                    port.output() ? "yes" : "-",
                    port.name(),
                    port.vendor());
        }
        if (!keyboard) {
            out.println("No keyboard is seen. Plug one in and switch it on; docs/live.md helps if it stays unseen.");
        }
    }

    private void writeJson() {
        List<Map<String, Object>> devices = new ArrayList<>();
        for (MidiPort port : MidiPorts.list()) {
            Map<String, Object> device = new LinkedHashMap<>();
            device.put("id", port.id());
            device.put("name", port.name());
            device.put("vendor", port.vendor());
            device.put("description", port.description());
            device.put("input", port.input());
            device.put("output", port.output());
            device.put("built_in", port.builtIn());
            devices.add(device);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(new String(Json.write(Map.of("devices", devices)), StandardCharsets.UTF_8));
        out.flush();
    }

    private void test(MidiPort port) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (port.output()) {
            out.println(port.name() + ": playing a scale.");
            try (MidiOutput device = MidiPorts.open(port)) {
                new MidiPlayer(device).play(Scale.cMajor(), Progress.NONE);
            }
        }
        if (port.input() && !Thread.currentThread().isInterrupted()) {
            out.printf(Locale.ROOT, "%s: strike some keys; listening for %d s.%n", port.name(), seconds);
            long begin = System.nanoTime();
            try (AutoCloseable listening = MidiPorts.listen(
                    port,
                    (nanos, status, data1, data2) -> out.printf(
                            Locale.ROOT,
                            "%8.3f s  channel %2d  %s%n",
                            (nanos - begin) / 1e9,
                            (status & 0x0F) + 1,
                            MessageText.of(status, data1, data2)))) {
                Thread.sleep(1000L * seconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
