package org.amadeus.model.session;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.torch.TorchFile;

/**
 * Loads and saves sessions. Two kinds of file: the native {@code .amadeus}, and PyTorch's {@code .sess}. Loading tells
 * them apart by content, saving by the name's ending. A file is taken from strangers: whatever it holds, loading returns
 * a session or throws an {@link AmadeusException}, in memory bounded by the file's size.
 */
public final class SessionFiles {
    private static final int HEAD_BYTES = 512;
    private static final int TAR_MAGIC_AT = 257;

    private SessionFiles() {}

    /**
     * Loads a session of either kind.
     *
     * @throws SessionFormatException where it is damaged, hostile or no session
     * @throws AmadeusException       where the file can't be read
     */
    public static Session load(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new AmadeusException(file + ": is a folder, a pipe or a device, expected the file of a session");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            byte[] head = in.readNBytes(HEAD_BYTES);
            requireSession(ByteBuffer.wrap(head), file.toString());
            if (size > Integer.MAX_VALUE - 8) {
                throw new SessionFormatException(file.toString(), "has " + size + " bytes, expected less than 2 GiB");
            }
            byte[] bytes = Arrays.copyOf(head, (int) Math.max(head.length, size));
            if (in.readNBytes(bytes, head.length, bytes.length - head.length) < bytes.length - head.length) {
                throw new IOException("it ends while being read");
            }
            return load(ByteBuffer.wrap(bytes), file.toString());
        } catch (NoSuchFileException e) {
            throw new AmadeusException(file + ": no such file", e);
        } catch (IOException e) {
            throw new AmadeusException(file + ": can't be read: " + reason(e), e);
        }
    }

    /**
     * Loads a session of either kind from a stream, as that of a resource.
     *
     * @param name what to call it in messages
     * @throws SessionFormatException as {@link #load(Path)}
     */
    public static Session load(InputStream in, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
        requireSession(bytes, name);
        return load(bytes, name);
    }

    /** Saves a session, a native one with float32 weights. */
    public static void save(Session session, Path file) {
        save(session, file, WeightFormat.FLOAT32);
    }

    /**
     * Saves a session, whole or not at all: for PyTorch where the name ends in {@code .sess}, else a native one. The
     * same session gives the same bytes.
     *
     * @param weights how a native session keeps the parameters; PyTorch's keeps float32
     * @throws AmadeusException where the session is quantized and PyTorch's kind is asked for, or the file can't be
     *                          written; it is then as it was
     */
    public static void save(Session session, Path file, WeightFormat weights) {
        boolean torch = file.toString().toLowerCase(Locale.ROOT).endsWith(".sess");
        TorchWriter forTorch = torch ? new TorchWriter(session) : null;
        try {
            AtomicFile.write(file, out -> {
                if (torch) {
                    forTorch.write(out);
                } else {
                    NativeFile.write(session, weights, out);
                }
            });
        } catch (IOException e) {
            throw new AmadeusException(file + ": can't be written: " + reason(e) + ". The file is as it was", e);
        }
    }

    /** Bytes of the native file that {@link #save} would write: below 2 GiB, as every session is. */
    public static long nativeSize(Session session, WeightFormat weights) {
        DataOutputStream counter = new DataOutputStream(OutputStream.nullOutputStream());
        try {
            NativeFile.write(session, weights, counter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.size();
    }

    /**
     * Holds a file's first bytes, 512 or all there are, to being those of a session.
     *
     * @throws SessionFormatException where it begins like no session, saying like what it does
     */
    private static void requireSession(ByteBuffer head, String file) {
        if (!begins(head, 0, "PK\003\004") && !TorchFile.isLegacy(head)) {
            throw new SessionFormatException(
                    file, found(head) + ", expected a native .amadeus or a .sess saved by torch.save");
        }
    }

    private static String found(ByteBuffer head) {
        if (!head.hasRemaining()) {
            return "is empty";
        }
        if (begins(head, 0, "MThd")) {
            return "is a MIDI file";
        }
        if (begins(head, TAR_MAGIC_AT, "ustar")) {
            return "is a tar archive, the form of PyTorch 0.1, which is not read (load and save it with a newer PyTorch)";
        }
        return head.get(0) == (byte) 0x80 ? "is a pickle, but no file of torch.save" : "is no session";
    }

    private static boolean begins(ByteBuffer head, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return head.limit() >= at + expected.length
                && head.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
    }

    private static Session load(ByteBuffer bytes, String file) {
        if (TorchFile.isLegacy(bytes)) {
            return new TorchReader(TorchFile.readLegacy(bytes, file), file).read();
        }
        ZipArchive zip = new ZipArchive(bytes, file);
        return zip.contains(NativeFile.MANIFEST)
                ? NativeFile.read(zip, file)
                : new TorchReader(TorchFile.readZip(zip, file), file).read();
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied"; // which has no reason of its own
        }
        if (e instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason(); // the message would name the file again
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
