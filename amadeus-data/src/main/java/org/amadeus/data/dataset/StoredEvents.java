package org.amadeus.data.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.NoteSequence;

/**
 * The data of a store, for those who have its pieces.
 *
 * @param place the URI of its file
 */
public record StoredEvents(String place, CodecProfile profile) implements Serializable {
    /** Opens the file. */
    public FileChannel open() throws IOException {
        return FileChannel.open(Path.of(URI.create(place)));
    }

    /** The notes of a piece, as its events decode. */
    public NoteSequence notes(FileChannel file, Piece piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(piece.events());
        while (bytes.hasRemaining()) {
            if (file.read(bytes, piece.offset() + bytes.position()) < 0) {
                throw new EOFException(place + ": it ends early");
            }
        }
        return EventCodec.of(profile).decode(EventSequence.ofBytes(bytes.array(), 0, piece.events()));
    }
}
