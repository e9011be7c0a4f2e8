package org.amadeus.model.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.torch.TorchSession;

/** What a file is, recognised by how it begins. */
enum SessionKind {
    /** A native session, or one of PyTorch 1.6 and later. */
    ZIP,
    /** A session of PyTorch before 1.6: a stream of pickles. */
    TORCH_STREAM;

    private static final int TAR_MAGIC_AT = 257;

    /**
     * @param head the file's first bytes, 512 or all there are; its position is not changed
     * @throws SessionFormatException where it begins like no session, saying like what it does
     */
    static SessionKind of(ByteBuffer head, String file) {
        ByteBuffer bytes = head.duplicate().rewind();
        if (begins(bytes, 0, "PK\003\004")) {
            return ZIP;
        }
        if (TorchSession.isLegacy(bytes)) {
            return TORCH_STREAM;
        }
        throw new SessionFormatException(
                file, found(bytes) + ", expected a native .amadeus or a .sess saved by torch.save");
    }

    private static String found(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return "is empty";
        }
        if (begins(bytes, 0, "MThd")) {
            return "is a MIDI file";
        }
        if (begins(bytes, TAR_MAGIC_AT, "ustar")) {
            return "is a tar archive, the form of PyTorch 0.1, which is not read (load and save it with a newer PyTorch)";
        }
        if (bytes.get(0) == (byte) 0x80) {
            return "is a pickle, but no file of torch.save";
        }
        return "is no session";
    }

    private static boolean begins(ByteBuffer bytes, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.limit() >= at + expected.length
                && bytes.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
