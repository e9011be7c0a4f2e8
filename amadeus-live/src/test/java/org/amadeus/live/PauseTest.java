package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.notes.Note;
import org.amadeus.live.keyboard.KeysDown;
import org.junit.jupiter.api.Test;

/** When a phrase is over, judged by what was played. */
class PauseTest {
    private final KeysDown keys = new KeysDown();
    private final Phrase phrase = new Phrase(keys);

    private void note(double start, double end, int velocity) {
        phrase.strike(start, velocity);
        keys.strike(start, 60);
        keys.release(60);
        phrase.release(end, 60);
    }

    private double waitAfter(double interval, double length, double last) {
        double time = 0;
        for (int i = 0; i < 8; i++) {
            note(time, time + length, 70);
            time += interval;
        }
        note(time, time + last, 60);
        double wait = phrase.endsAt(LiveOptions.AUTO) - phrase.lastMove();
        phrase.end();
        return wait;
    }

    @Test
    void aLongLastNoteIsAnsweredSoonerThanAShortOne() {
        double shortNote = waitAfter(0.3, 0.25, 0.05);
        double longNote = waitAfter(0.3, 0.25, 1.2);
        assertTrue(longNote < shortNote - 0.1, longNote + " and " + shortNote);
        assertTrue(longNote >= Pause.SHORTEST && shortNote <= 0.9);
    }

    @Test
    void aPhraseThatHasHardlyBegunIsGivenTime() {
        note(0, 1, 70);
        note(1, 2, 70);
        assertEquals(0.5, phrase.endsAt(LiveOptions.AUTO) - phrase.lastMove(), 1e-9);
    }

    @Test
    void whatThePedalHoldsGoesOnForTwoSecondsAtMost() {
        note(0, 1, 70);
        double free = phrase.endsAt(LiveOptions.AUTO);
        keys.pedal(true);
        assertEquals(3, phrase.endsAt(LiveOptions.AUTO), 1e-9);
        assertEquals(1.6, phrase.endsAt(0.6), 1e-9, "a fixed silence knows no pedal");
        keys.pedal(false);
        phrase.pedalUp(2.5);
        assertEquals(2.53, phrase.endsAt(LiveOptions.AUTO), 1e-9);
        phrase.pedalUp(1.01);
        assertEquals(free, phrase.endsAt(LiveOptions.AUTO), 0.05);
    }

    @Test
    void whatIsHeldIsWaitedFor() {
        phrase.strike(0, 70);
        keys.strike(0, 60);
        assertEquals(3, phrase.endsAt(LiveOptions.AUTO), 1e-9);
        assertEquals(Rule.HELD, phrase.rule(LiveOptions.AUTO));
        keys.release(60);
        phrase.release(0.5, 60);
        assertEquals(Rule.PAUSE, phrase.rule(LiveOptions.AUTO));
        assertEquals(Rule.SILENCE, phrase.rule(0.6));
    }

    /**
     * On real performances. A pause is a time in which no key is down for 30 ms or more. It is the end of a phrase where,
     * within it, nothing sounds, by key or pedal, for 0.7 s, or the piece ends; all others lie inside phrases.
     */
    @Test
    void onRealPerformances() throws IOException {
        Path folder = Path.of(System.getProperty("amadeus.shared", "../shared"), "data/asap/valid");
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".mid"))
                    .sorted()
                    .toList();
        }
        Measured judged = new Measured(LiveOptions.AUTO);
        Measured fixed = new Measured(0.6);
        for (Path file : files) {
            MidiFile midi = MidiReader.read(file);
            judged.play(midi);
            fixed.play(midi);
        }
        System.out.println(files.size() + " performances, " + judged);
        System.out.println(files.size() + " performances, " + fixed);
        assertTrue(judged.falseShare() <= 0.02, judged::toString);
        assertTrue(judged.medianWait() <= 0.35, judged::toString);
    }

    private static final class Measured {
        private static final double REST = 0.7;
        private static final double DETACHED = 0.03;

        private final double silence;
        private final List<Double> waits = new ArrayList<>();
        private int inside;
        private int mistaken;

        Measured(double silence) {
            this.silence = silence;
        }

        void play(MidiFile midi) {
            List<Note> notes = new ArrayList<>(midi.notes(false).asList());
            List<Note> sounding = new ArrayList<>(midi.notes(true).asList());
            notes.sort(Comparator.comparingDouble(Note::start));
            sounding.sort(Comparator.comparingDouble(Note::start));
            KeysDown keys = new KeysDown();
            Phrase phrase = new Phrase(keys);
            double up = Double.NEGATIVE_INFINITY;
            double silentFrom = Double.NEGATIVE_INFINITY;
            int heard = 0;
            for (int i = 0; i < notes.size(); i++) {
                Note note = notes.get(i);
                if (i > 0 && note.start() - up > DETACHED) {
                    pause(phrase, keys, up, silentFrom, note.start());
                }
                phrase.strike(note.start(), note.velocity());
                if (note.end() > up) {
                    up = note.end();
                }
                while (heard < sounding.size() && sounding.get(heard).start() <= note.start()) {
                    silentFrom = Math.max(silentFrom, sounding.get(heard++).end());
                }
                // Between here and the next stroke all keys that go up do so before it, or are down at it.
                boolean held = i + 1 < notes.size() && notes.get(i + 1).start() <= up;
                keys.strike(note.start(), 60);
                if (!held) {
                    keys.release(60);
                    phrase.release(up, 60);
                }
            }
            pause(phrase, keys, up, silentFrom, Double.POSITIVE_INFINITY);
        }

        private void pause(Phrase phrase, KeysDown keys, double up, double silentFrom, double next) {
            keys.pedal(true);
            double withPedal = phrase.endsAt(silence);
            keys.pedal(false);
            phrase.pedalUp(silentFrom);
            // The pedal that goes up later than the player was answered is down till then.
            double over = Math.min(phrase.endsAt(silence), withPedal);
            if (next - silentFrom >= REST) {
                waits.add(over - up);
                phrase.end();
            } else {
                inside++;
                mistaken += over < next ? 1 : 0;
            }
        }

        double falseShare() {
            return (double) mistaken / inside;
        }

        double medianWait() {
            Collections.sort(waits);
            return waits.get(waits.size() / 2);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %d of %d pauses inside phrases mistaken (%.2f %%), median wait after %d ends %.0f ms",
                    silence == LiveOptions.AUTO ? "auto" : silence + " s",
                    mistaken,
                    inside,
                    100 * falseShare(),
                    waits.size(),
                    1000 * medianWait());
        }
    }
}
