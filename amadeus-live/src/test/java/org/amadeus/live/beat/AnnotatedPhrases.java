package org.amadeus.live.beat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.notes.Note;

/** Phrases of 8 s or more of the ASAP data set, with the tempo that its beat annotations say. */
record AnnotatedPhrases(List<Phrase> all) {
    private static final double REST = 0.7;
    private static final double SHORTEST = 8;
    private static final double LONGEST = 16;
    private static final double ON = 0.05;
    private static final int FEWEST_BEATS = 5;

    /** @param tempo beats a minute */
    record Phrase(List<PlayedNote> notes, double tempo) {}

    /**
     * @param music       with files {@code composer__work__performer.mid}
     * @param annotations a checkout of asap-dataset
     */
    static AnnotatedPhrases of(Path music, Path annotations) throws IOException {
        AnnotatedPhrases phrases = new AnnotatedPhrases(new ArrayList<>());
        List<Path> files;
        try (Stream<Path> found = Files.list(music)) {
            files = found.filter(file -> file.toString().endsWith(".mid"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".mid", "_annotations.txt");
            phrases.add(MidiReader.read(file), beats(annotations.resolve(name.replace("__", "/"))));
        }
        return phrases;
    }

    private static double[] beats(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf('\t'))))
                .toArray();
    }

    private void add(MidiFile midi, double[] beats) {
        Comparator<Note> order = Comparator.comparingDouble(Note::start).thenComparing(Note::pitch);
        List<Note> notes = midi.notes(false).asList().stream().sorted(order).toList();
        List<Note> sounding = midi.notes(true).asList().stream().sorted(order).toList();
        int from = 0;
        double silent = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < notes.size(); i++) {
            if (i > from && notes.get(i).start() - silent >= REST) {
                cut(notes.subList(from, i), beats);
                from = i;
            }
            silent = Math.max(silent, sounding.get(i).end());
        }
        cut(notes.subList(from, notes.size()), beats);
    }

    private void cut(List<Note> notes, double[] beats) {
        double begin = notes.get(0).start();
        double length = notes.stream().mapToDouble(Note::end).max().orElseThrow() - begin;
        int parts = (int) Math.max(1, Math.ceil(length / LONGEST));
        int from = 0;
        for (int part = 1; part <= parts; part++) {
            double until = part == parts ? Double.POSITIVE_INFINITY : begin + length * part / parts;
            int to = from;
            while (to < notes.size() && notes.get(to).start() < until) {
                to++;
            }
            phrase(notes.subList(from, to), until, beats);
            from = to;
        }
    }

    private void phrase(List<Note> notes, double until, double[] beats) {
        List<PlayedNote> played = notes.stream()
                .map(note -> new PlayedNote(note.start(), Math.min(note.end(), until), note.pitch(), note.velocity()))
                .toList();
        double end = played.stream().mapToDouble(PlayedNote::end).max().orElse(0);
        if (played.isEmpty() || end - played.get(0).start() < SHORTEST) {
            return;
        }
        double last = played.get(played.size() - 1).start();
        double[] within = Arrays.stream(beats)
                .filter(beat -> beat >= played.get(0).start() - ON && beat <= last + ON)
                .toArray();
        if (within.length >= FEWEST_BEATS) {
            all.add(new Phrase(played, 60 / new BeatTracker.Path(within, 0).median()));
        }
    }
}
