package org.amadeus.cli.live;

import java.io.PrintWriter;
import java.util.Locale;
import org.amadeus.cli.output.Terminal;
import org.amadeus.data.io.Counted;
import org.amadeus.live.PitchNames;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetState;
import org.amadeus.ui.duet.DuetStatus;

/**
 * Shows a duet: a line that changes while it goes on, where there is a terminal, and a line that stays for each phrase
 * and each answer.
 */
final class DuetDisplay implements AutoCloseable {
    private final PrintWriter out;
    private final Terminal terminal = Terminal.ofErrors();
    private DuetState before = DuetState.LISTENING;

    DuetDisplay(PrintWriter out) {
        this.out = out;
    }

    void show(DuetStatus status) {
        if (status.state() != before) {
            settle(status);
            before = status.state();
        }
        terminal.draw(line(status));
    }

    private void settle(DuetStatus status) {
        terminal.wipe();
        if (before == DuetState.HEARING && status.phraseNotes() > 0) {
            out.printf(
                    Locale.ROOT,
                    "you      %s  %5.1f s%s%n",
                    notes(status.phraseNotes()),
                    status.phraseSeconds(),
                    tempo(status));
            if (status.mode() == Mode.ALONG && status.notesAnswered() > 0) {
                out.printf(Locale.ROOT, "amadeus  %s   along%n", notes(status.notesAnswered()));
            }
        } else if (before == DuetState.ANSWERING) {
            out.printf(
                    Locale.ROOT,
                    "amadeus  %s%s%n",
                    notes(status.notesAnswered()),
                    status.state() == DuetState.HEARING ? "   gives way" : "");
        }
        if (status.state() == DuetState.WAITING) {
            out.println("A device is gone. Plug it in again, or end with Ctrl-C.");
        } else if (before == DuetState.WAITING) {
            out.println("It is back. Play.");
        }
        out.flush();
    }

    /** As wide as a hundred are. */
    private static String notes(int count) {
        return String.format(Locale.ROOT, "%9s", Counted.of(count, "note"));
    }

    /** About 96 beats a minute, in bars of 4. */
    private static String tempo(DuetStatus status) {
        return status.tempo()
                .map(tempo -> String.format(
                        Locale.ROOT,
                        "   %s%.0f a minute, bars of %d",
                        tempo.isSure() ? "" : "perhaps ",
                        tempo.beats().tempo(),
                        tempo.beats().beatsPerBar()))
                .orElse("");
    }

    private static String line(DuetStatus status) {
        String what =
                switch (status.state()) {
                    case LISTENING -> "listening";
                    case HEARING -> "you play     " + Counted.of(status.phraseNotes(), "note");
                    case ANSWERING -> "amadeus plays  " + Counted.of(status.notesAnswered(), "note");
                    case WAITING -> "waiting for a device";
                    case STOPPED -> "stopped";
                };
        String last = status.lastPitch() < 0 ? "" : PitchNames.of(status.lastPitch());
        return String.format(
                Locale.ROOT,
                "  %-7s %-32s %-4s temperature %.2f%s",
                status.mode().word(),
                what,
                last,
                status.temperature(),
                status.beats()
                        .map(beats -> String.format(Locale.ROOT, "  %3.0f bpm", beats.tempo() * 4 / beats.unit()))
                        .orElse(""));
    }

    /** A line that stays. */
    void say(String line) {
        terminal.wipe();
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        terminal.wipe();
    }
}
