package org.amadeus.cli.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.option.ModelOption;
import org.amadeus.data.controls.Control;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.duet.DuetOptions;
import org.amadeus.ui.duet.DuetSession;
import org.amadeus.ui.duet.Recording;
import org.amadeus.ui.duet.Steering;
import org.amadeus.ui.osc.OscLink;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "duet",
        description = "Play a phrase on a MIDI keyboard and hear the answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus duet                            the only keyboard, the built-in piano",
            "  amadeus duet --in fp-30 --out fp-30     a digital piano answers by itself",
            "  amadeus duet --key \"D minor\" --density 3  sparse answers in D minor",
            "  amadeus duet --trigger-controller 67    the soft pedal asks for the answer",
            "  amadeus duet --mode along               it plays while you play",
            "  amadeus duet --bars 4 --grid 1/16       four bars of your tempo, on sixteenths",
            "  amadeus duet --record evening.mid       keeps both sides, on two tracks",
            "  amadeus duet --osc 9000                 steered by other programs",
            "  amadeus duet --clock loopmidi --metre 3/4  on the bars of a DAW",
            "  amadeus duet --in jack --out jack       ports of its own in JACK or PipeWire",
            "",
            "Play; rest a moment, and the answer begins. Play again to interrupt it.",
            "Enter asks for the answer at once. Ctrl-C ends it; nothing is left sounding."
        })
public final class DuetCommand implements Callable<Integer> {
    private static final long SHOW_MILLIS = 100;
    private static final long SECONDS_TO_TIDY = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--in", paramLabel = "DEVICE", description = "The keyboard. Default: the only one there is.")
    private String in;

    @Option(names = "--out", paramLabel = "DEVICE", description = "Where to answer. Default: the built-in piano.")
    private String out;

    @Mixin
    private ModelOption chosen;

    @Option(names = "--seed", paramLabel = "SEED", description = "The same phrases get the same answers.")
    private Long seed;

    @Option(names = "--record", paramLabel = "FILE", description = "Keep what both sides play, saved every minute.")
    private Path record;

    @Mixin
    private AnswerOptions answers;

    @Mixin
    private BindingOptions bindings;

    @Mixin
    private ClockOptions clock;

    @Mixin
    private OscOptions osc;

    @Override
    public Integer call() throws IOException {
        if (osc.helps(spec.commandLine().getOut())) {
            return CommandLine.ExitCode.OK;
        }
        osc.check();
        DuetOptions options = answers.duet(bindings.bindings());
        Sampling sampling = answers.sampling();
        Steering steering = answers.steering();
        Recording recording = new Recording();
        KeptTake take = KeptTake.of(recording, record, spec.commandLine());
        ClockOptions.Clocks clocks = clock.clocks(answers.tempo());
        MidiPort keyboard = MidiPorts.input(in);
        MidiPort instrument = MidiPorts.output(out);
        Session loaded = chosen.load();
        try (Interruption ctrlC = new Interruption(SECONDS_TO_TIDY)) {
            return ctrlC.during(spec.commandLine(), () -> {
                try (StepModel model = StepPlan.compile(loaded.config(), loaded.stepGraph(), 1, 1);
                        DuetSession duet = new DuetSession(
                                keyboard,
                                instrument,
                                Soloist.over(model, sampling, steering.control().orElse(null), seed()),
                                loaded.config().profile(),
                                sampling.temperature(),
                                options,
                                recording);
                        OscLink link = osc.open(duet, steering, loaded.config().controlDim() == Control.SIZE);
                        DuetDisplay display = new DuetDisplay(spec.commandLine().getOut())) {
                    display.say(keyboard.name() + " is heard, " + instrument.name() + " answers. Play.");
                    clocks.connect(duet, display::say);
                    link.port().ifPresent(port -> display.say("OSC is heard on port " + port + "."));
                    return play(duet, link, display, take);
                }
            });
        }
    }

    /** Plays until the end, however it comes; the take is written before the devices are given back. */
    private static int play(DuetSession duet, OscLink link, DuetDisplay display, KeptTake take) {
        boolean written = false;
        try {
            EnterKey.each(duet::trigger);
            while (!duet.await(SHOW_MILLIS)) {
                display.show(duet.status());
                link.refused().ifPresent(display::say);
                take.keep(display::say);
            }
        } catch (InterruptedException e) {
            // Ctrl-C is how a duet ends; an interrupted thread could write no file.
            Thread.interrupted();
        } finally {
            duet.stop();
            written = take.finish();
        }
        return written ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private long seed() {
        return seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    }
}
