package org.amadeus.model.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.torch.TorchSession;
import org.amadeus.model.torch.TorchSessionWriter;

/**
 * Loads and saves sessions. Two kinds of file: the native {@code .amadeus}, and PyTorch's {@code .sess}. Loading tells
 * them apart by content, saving by the name's ending. A file is taken from strangers: whatever it holds, loading returns
 * a session or throws an {@link AmadeusException}, in memory bounded by the file's size.
 */
public final class SessionFiles {
    private static final int HEAD_BYTES = 512;

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
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(size, HEAD_BYTES));
            readFully(channel, head);
            SessionKind kind = SessionKind.of(head, file.toString());
            if (size > Integer.MAX_VALUE - 8) {
                throw new SessionFormatException(file.toString(), "has " + size + " bytes, expected less than 2 GiB");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size).put(head.flip());
            readFully(channel, bytes);
            return load(kind, bytes, file.toString());
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
        return load(SessionKind.of(bytes, name), bytes, name);
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
        TorchSession forTorch = torch ? toTorch(session) : null;
        try {
            AtomicFile.write(file, out -> {
                if (torch) {
                    TorchSessionWriter.write(forTorch, out);
                } else {
                    NativeWriter.write(session, weights, out);
                }
            });
        } catch (IOException e) {
            throw new AmadeusException(file + ": can't be written: " + reason(e) + ". The file is as it was", e);
        }
    }

    /** Bytes of the native file that {@link #save} would write. */
    public static long nativeSize(Session session, WeightFormat weights) {
        CountingStream counter = new CountingStream();
        try {
            NativeWriter.write(session, weights, counter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.bytes;
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] array, int from, int count) {
            bytes += count;
        }
    }

    private static Session load(SessionKind kind, ByteBuffer bytes, String file) {
        bytes.rewind();
        if (kind == SessionKind.TORCH_STREAM) {
            return fromTorch(TorchSession.readLegacy(bytes, file), file);
        }
        ZipArchive zip = new ZipArchive(bytes, file);
        return zip.contains(NativeWriter.MANIFEST)
                ? new NativeReader(zip, file).read()
                : fromTorch(TorchSession.readZip(zip, file), file);
    }

    private static Session fromTorch(TorchSession torch, String file) {
        // Another program may call something else so.
        Map<?, ?> progress = torch.extra().get("progress") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> notes = torch.extra().get("provenance") instanceof Map<?, ?> map ? map : Map.of();
        try {
            TrainingProgress known = progress.isEmpty()
                    ? TrainingProgress.imported(
                            torch.optimizer().map(adam -> adam.step()).orElse(0L), torch.learningRate())
                    : Fields.progress(progress);
            Map<String, String> provenance = Fields.texts(notes);
            torch.leftOut().ifPresent(why -> provenance.put("optimizer", why + ": its state was left out"));
            return new Session(
                    torch.config(),
                    StepGraph.build(torch.config(), torch.parameters()),
                    torch.optimizer(),
                    known,
                    provenance);
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, e.getMessage(), e);
        }
    }

    private static TorchSession toTorch(Session session) {
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put(Fields.PROFILE, session.config().profile().id());
        extra.put("progress", Fields.of(session.progress()));
        extra.put("provenance", session.provenance());
        return new TorchSession(
                session.parameters(), session.optimizer(), session.progress().learningRate(), Optional.empty(), extra);
    }

    private static void readFully(SeekableByteChannel channel, ByteBuffer to) throws IOException {
        while (to.hasRemaining()) {
            if (channel.read(to) < 0) {
                throw new IOException("it ends while being read");
            }
        }
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
