package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.input.Inspector;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Printable;
import org.amadeus.data.selection.DisjointSets;
import org.amadeus.data.selection.Likeness;
import org.amadeus.data.selection.Quality;
import org.amadeus.data.selection.QualityLimits;

/** Carries out a {@link Choice} on the pieces of a store. */
final class Chooser {
    private final Choice choice;
    private final Inspector inspector;
    private final Path folder;
    private boolean asBefore;

    Chooser(Choice choice, Inspector inspector, Path folder) {
        this.choice = choice;
        this.inspector = inspector;
        this.folder = folder;
    }

    /** Whether the last run came to its end and decided as this one will; otherwise no run has, until {@link #finish}. */
    boolean begin() throws IOException {
        Path file = folder.resolve(StoreFolder.CHOICE_FILE);
        String before = Files.exists(file) ? Files.readString(file) : Choice.NONE.signature();
        asBefore = before.equals(choice.signature());
        if (!asBefore) {
            remember("");
        }
        return asBefore;
    }

    /** Remembers how was decided, where that lasts. */
    void finish() throws IOException {
        if (!asBefore) {
            remember(choice.signature());
        }
    }

    private void remember(String decided) throws IOException {
        AtomicFile.write(
                folder.resolve(StoreFolder.CHOICE_FILE), out -> out.write(decided.getBytes(StandardCharsets.UTF_8)));
    }

    /** Leaves pieces out, and says which are held out together. */
    void choose(StoreWriter writer) throws IOException {
        if (!choice.isNone() || !asBefore) {
            writer.all().stream()
                    .filter(piece -> choice.excludes(piece.name()))
                    .forEach(piece -> writer.leaveOut(piece, "excluded: named by --exclude"));
            limit(writer);
            List<Piece> pieces = writer.all();
            DisjointSets together = new DisjointSets(pieces.size());
            if (choice.likeness().isPresent()) {
                List<Likeness> alike = inspector.alike(
                        writer.stored(), pieces, choice.likeness().getAsDouble());
                alike.forEach(pair -> together.join(pair.first(), pair.second()));
                writeDuplicates(pieces, together, alike);
                if (choice.once()) {
                    keepOne(pieces, together, writer);
                }
            }
            if (choice.holdsTogether() || !asBefore) {
                hold(pieces, together, writer);
            }
        }
    }

    private void limit(StoreWriter writer) throws IOException {
        if (choice.limits().equals(QualityLimits.NONE)) {
            return;
        }
        List<Piece> pieces = writer.all();
        List<Quality> qualities = inspector.qualities(writer.stored(), pieces);
        for (int i = 0; i < pieces.size(); i++) {
            Optional<QualityLimits.Objection> objection = choice.limits().to(qualities.get(i));
            if (objection.isPresent()) {
                writer.leaveOut(
                        pieces.get(i),
                        objection.get().reason() + ": " + objection.get().numbers());
            }
        }
    }

    /** The members of each set that has several: the one to keep first, which has most events. */
    private static List<List<Integer>> sets(List<Piece> pieces, DisjointSets together) {
        Map<Integer, List<Integer>> sets = new TreeMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            sets.computeIfAbsent(together.of(i), set -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> several =
                sets.values().stream().filter(set -> set.size() > 1).toList();
        several.forEach(set -> set.sort(
                Comparator.<Integer>comparingInt(i -> -pieces.get(i).events()).thenComparingInt(i -> i)));
        return several;
    }

    private static void keepOne(List<Piece> pieces, DisjointSets together, StoreWriter writer) {
        for (List<Integer> set : sets(pieces, together)) {
            String kept = pieces.get(set.get(0)).name();
            for (int other : set.subList(1, set.size())) {
                writer.leaveOut(pieces.get(other), "duplicate: of " + Printable.escape(kept));
            }
        }
    }

    private void writeDuplicates(List<Piece> pieces, DisjointSets together, List<Likeness> alike) throws IOException {
        Map<Integer, Double> largest = new HashMap<>();
        for (Likeness pair : alike) {
            largest.merge(pair.first(), pair.share(), Math::max);
            largest.merge(pair.second(), pair.share(), Math::max);
        }
        AtomicFile.write(folder.resolve(StoreFolder.DUPLICATES_FILE), out -> {
            Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            lines.write("# Pieces that share notes with the one named above them: exact (the same events), or near (the"
                    + " largest share of common windows).\n");
            for (List<Integer> set : sets(pieces, together)) {
                Piece kept = pieces.get(set.get(0));
                lines.write("# " + Printable.escape(kept.name()) + "\n");
                for (int other : set.subList(1, set.size())) {
                    Piece piece = pieces.get(other);
                    boolean exact = piece.checksum() == kept.checksum() && piece.events() == kept.events();
                    String how = exact ? "exact" : String.format(Locale.ROOT, "near %.2f", largest.get(other));
                    lines.write(Printable.escape(piece.name()) + "\t" + how + "\n");
                }
            }
            lines.flush();
        });
    }

    /** Pieces of a composition, and those that share notes, are held out together or not at all; others each by its music. */
    private void hold(List<Piece> pieces, DisjointSets together, StoreWriter writer) {
        List<Optional<String>> compositions = pieces.stream()
                .map(piece -> choice.compositions().of(piece.name()))
                .toList();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (compositions.get(i).isPresent()) {
                Integer other = first.putIfAbsent(compositions.get(i).get(), i);
                together.join(i, other == null ? i : other);
            }
        }
        Map<Integer, List<Integer>> sets = new TreeMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            sets.computeIfAbsent(together.of(i), set -> new ArrayList<>()).add(i);
        }
        for (List<Integer> set : sets.values()) {
            Stream<String> named = set.stream().map(compositions::get).flatMap(Optional::stream);
            Optional<String> composition = named.min(Comparator.naturalOrder());
            Split split = composition.isPresent()
                    ? writer.split(composition.get().getBytes(StandardCharsets.UTF_8))
                    : writer.splitOfMusic(set.stream()
                            .map(pieces::get)
                            .min(Comparator.comparingInt(Piece::checksum).thenComparing(Piece::name))
                            .orElseThrow());
            set.forEach(member -> writer.hold(pieces.get(member), split));
        }
    }
}
