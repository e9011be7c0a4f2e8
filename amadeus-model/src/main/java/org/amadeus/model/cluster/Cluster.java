package org.amadeus.model.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.data.dataset.MidiInput;

/** Workers, here or elsewhere, for as long as this is open. */
public interface Cluster extends AutoCloseable {
    /**
     * MIDI files that the workers read.
     *
     * @param place a folder, an archive of MIDI files, or a URI that the engine knows
     * @param store the folder of the store that they become; workers write into it, so all of them must see it
     * @throws IOException where {@code place} is not there
     */
    MidiInput midi(String place, Path store) throws IOException;

    /** Sends the workers away. */
    @Override
    void close();
}
