package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.io.Serializable;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceReader;

/**
 * Reads MIDI files into pieces of a store, the same wherever it runs; what cannot be read stops nothing.
 *
 * @param settings how the store is made
 */
public record PieceReader(StoreSettings settings) implements Serializable {
    /** Opens a MIDI file. */
    @FunctionalInterface
    public interface Source {
        MidiFile read(Tolerance tolerance) throws IOException;
    }

    /** Reads a file of a folder on this machine. */
    public ReadFile read(MidiFolder.Found file) {
        return read(file.name(), file.size(), file.modified(), tolerance -> MidiReader.read(file.path(), tolerance));
    }

    /** Reads a file from anywhere. */
    public ReadFile read(String name, long size, long modified, Source source) {
        PerformanceReader reader = new PerformanceReader(settings.profile(), settings.pedal(), settings.tolerance());
        try {
            Performance performance = reader.read(source.read(settings.tolerance()));
            return ReadFile.piece(name, size, modified, performance.events(), performance.warnings());
        } catch (AmadeusException e) {
            return ReadFile.unusable(name, size, modified, e.getMessage());
        } catch (IOException e) {
            return ReadFile.failed(name, size, modified, MidiFolder.reason(e));
        } catch (RuntimeException e) {
            return ReadFile.failed(name, size, modified, "a fault in Amadeus itself: " + e);
        } catch (OutOfMemoryError e) {
            return ReadFile.failed(name, size, modified, "out of memory");
        }
    }
}
