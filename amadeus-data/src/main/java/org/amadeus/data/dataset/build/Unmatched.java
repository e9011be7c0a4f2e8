package org.amadeus.data.dataset.build;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreIndex;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.io.Printable;

/**
 * What the lists of a {@link Choice} and the files have not in common, which is most likely a slip.
 *
 * @param excluded names that were to be left out and are of no file, in the order of their list, unmodifiable
 * @param pieces   names of the pieces that the table of compositions does not know, where there is one; unmodifiable
 */
public record Unmatched(List<String> excluded, List<String> pieces) {
    public Unmatched {
        excluded = List.copyOf(excluded);
        pieces = List.copyOf(pieces);
    }

    static Unmatched of(Choice choice, List<MidiFolder.Found> files, StoreIndex index) {
        Set<String> there = new HashSet<>();
        if (!choice.excluded().isEmpty()) {
            Stream.of(
                            files.stream().map(MidiFolder.Found::name),
                            index.pieces().stream().map(Piece::name),
                            index.skipped().stream().map(SkippedFile::name))
                    .flatMap(names -> names)
                    .forEach(name -> there.add(Printable.escape(name)));
        }
        return new Unmatched(
                choice.excluded().stream().filter(name -> !there.contains(name)).toList(),
                choice.compositions().isEmpty()
                        ? List.of()
                        : index.pieces().stream()
                                .map(Piece::name)
                                .filter(name -> choice.compositions().of(name).isEmpty())
                                .toList());
    }
}
