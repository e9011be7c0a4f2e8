package org.amadeus.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import org.amadeus.data.Progress;

/**
 * Fetches one file over HTTP. What has come lies in {@code FILE.part}; a later call asks for the rest, provided that the
 * server still has the same file (its ETag or date lies in {@code FILE.part.tag}).
 */
final class ResumableFetch {
    private final HttpClient client;
    private final Duration patience;

    /** @param patience how long to wait for a server that says nothing */
    ResumableFetch(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Fetches {@code address} into {@code file}.
     *
     * @param mostBytes more than that is refused
     * @throws LinkRefusedException where the server has no such file, or sends too much
     * @throws DownloadException    where the network, the server or the disk fails
     */
    void fetch(URI address, Path file, long mostBytes, Progress progress) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path tag = file.resolveSibling(file.getFileName() + ".part.tag");
        long have = Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(patience).GET();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", Files.readString(tag));
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body()) {
            boolean resumed = response.statusCode() == 206;
            if (resumed && !startsAt(have, response)) {
                throw new DownloadException(address + ": the server sends another part than it was asked for. Delete "
                        + part + " and run the command again.");
            }
            if (response.statusCode() == 416) {
                Files.delete(part);
                throw new DownloadException(address + ": the server no longer has what was begun. Start again.");
            }
            if (response.statusCode() != 200 && !resumed) {
                throw answered(address, response.statusCode());
            }
            long before = resumed ? have : 0;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long total = length < 0 ? 0 : before + length;
            remember(response, tag);
            long got = append(body, part, before, mostBytes, total, address, progress);
            if (total > 0 && got != total) {
                throw new DownloadException(address + ": the connection ended after " + got + " of " + total
                        + " bytes. Run the command again: it goes on from there.");
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tag);
    }

    private static DownloadException answered(URI address, int status) {
        String message = address + ": the server answered " + status + ", expected 200";
        boolean later = status >= 500 || status == 408 || status == 429;
        return later
                ? new DownloadException(message + ". Run the command again later: it goes on.")
                : new LinkRefusedException(message + ". Is the address still right?");
    }

    private static boolean startsAt(long have, HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + have + "-"))
                .orElse(false);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(request.uri() + ": interrupted", e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no answer" : e.getMessage();
            throw new DownloadException(
                    request.uri() + ": " + reason + ". Is the network up? Run the command again: it goes on.", e);
        }
    }

    /** Without a strong mark of the file's version a later call has to begin anew. */
    private static void remember(HttpResponse<?> response, Path tag) throws IOException {
        String mark = response.headers()
                .firstValue("ETag")
                .filter(value -> !value.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse(null);
        if (mark == null) {
            Files.deleteIfExists(tag);
        } else {
            Files.writeString(tag, mark);
        }
    }

    private long append(
            InputStream body, Path part, long at, long mostBytes, long total, URI address, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long began = System.nanoTime();
        long position = at;
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                StallGuard guard = new StallGuard(body, patience)) {
            out.truncate(at).position(at);
            for (int n = read(body, buffer, address, position, guard);
                    n >= 0;
                    n = read(body, buffer, address, position, guard)) {
                guard.alive();
                position += n;
                if (position > mostBytes) {
                    throw new LinkRefusedException(address + ": sends more than " + mostBytes
                            + " bytes, which is the most" + " that is taken");
                }
                write(out, ByteBuffer.wrap(buffer, 0, n), part);
                double seconds = (System.nanoTime() - began) / 1e9;
                progress.update(
                        position, total, String.format(Locale.ROOT, "%.1f MB/s", (position - at) / 1e6 / seconds));
            }
            out.force(true);
        }
        return position;
    }

    private static void write(FileChannel out, ByteBuffer bytes, Path part) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new DownloadException(
                    part + ": cannot be written, " + e.getMessage()
                            + ". Run the command again when that is mended: it goes on from there",
                    e);
        }
    }

    private int read(InputStream body, byte[] buffer, URI address, long position, StallGuard guard) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            String how = guard.stalled() ? "nothing came for " + patience.toSeconds() + " s" : "the connection broke";
            throw new DownloadException(
                    address + ": " + how + " after " + position
                            + " bytes. Run the command again: it goes on from there.",
                    e);
        }
    }
}
