package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;

/** MIDI files to be made into a store, and who reads them: threads of this machine ({@link LocalFolder}), or others. */
public interface MidiInput {
    /** Takes what became of each file, in any order and from any thread. */
    @FunctionalInterface
    interface Sink {
        void take(ReadFile file) throws IOException;
    }

    /**
     * What there is to read.
     *
     * @throws DatasetException where there is no MIDI file
     */
    MidiFolder.Listing list() throws IOException;

    /** Hands over what an earlier run read and could not bring to its end, where anything is kept of that. */
    default void leftovers(PieceReader reader, Sink sink) throws IOException {}

    /** Drops that. */
    default void dropLeftovers() throws IOException {}

    /**
     * Reads files.
     *
     * @throws DatasetException where {@code sink} could not keep a piece, or nothing can be read any more
     */
    void read(List<MidiFolder.Found> files, PieceReader reader, Sink sink, Progress progress) throws IOException;

    /** Who looks at the pieces that they became, where that is asked for. */
    Inspector inspector();

    /** As messages name it. */
    @Override
    String toString();
}
