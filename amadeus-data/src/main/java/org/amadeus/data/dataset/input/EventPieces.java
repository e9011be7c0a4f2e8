package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;

/**
 * Pieces that are there as events already, made into a store like files.
 *
 * @param pieces by their names; unmodifiable
 */
public record EventPieces(Map<String, EventSequence> pieces) implements MidiInput {
    public EventPieces {
        pieces = Map.copyOf(pieces);
    }

    @Override
    public MidiFolder.Listing list() {
        return new MidiFolder.Listing(
                pieces.keySet().stream()
                        .sorted()
                        .map(name -> new MidiFolder.Found(
                                "", name, name, pieces.get(name).size(), 0, false))
                        .toList(),
                List.of());
    }

    @Override
    public void read(List<MidiFolder.Found> files, PieceReader reader, Sink sink, Progress progress)
            throws IOException {
        for (MidiFolder.Found file : files) {
            sink.take(ReadFile.piece(file.name(), file.size(), file.modified(), pieces.get(file.name()), List.of()));
        }
    }

    @Override
    public Inspector inspector() {
        return new LocalInspector(1);
    }

    @Override
    public String toString() {
        return "pieces in memory";
    }
}
