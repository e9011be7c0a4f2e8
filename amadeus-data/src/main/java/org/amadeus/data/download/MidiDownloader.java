package org.amadeus.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipException;
import org.amadeus.data.Progress;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Sha256;

/** Fetches a collection into a folder. Run again it fetches only what is not there yet. */
public final class MidiDownloader {
    private static final long MOST_ARCHIVE_BYTES = 2L << 30;
    private static final long MOST_FILE_BYTES = 16L << 20;
    private static final byte[] MIDI = "MThd".getBytes(StandardCharsets.US_ASCII);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final ResumableFetch fetch;

    public MidiDownloader() {
        this(Duration.ofSeconds(60));
    }

    /** @param patience how long to wait for a server that says nothing */
    MidiDownloader(Duration patience) {
        this.fetch = new ResumableFetch(client, patience);
    }

    /**
     * What a download came to.
     *
     * @param files   MIDI files that lie in the folder now
     * @param fetched of these, those fetched by this run
     * @param refused links that turned out to be no MIDI files, or could not be fetched
     */
    public record Result(int files, int fetched, int refused) {}

    /**
     * Fetches {@code source} into {@code folder}.
     *
     * @throws DownloadException where the network, the server or the checksum says no
     */
    public Result download(MidiSource source, Path folder, Progress progress) throws IOException {
        AtomicFile.makeFolder(folder);
        return source.kind() == MidiSource.Kind.ARCHIVE
                ? archive(source, folder, progress)
                : pages(source, folder, progress);
    }

    private Result archive(MidiSource source, Path folder, Progress progress) throws IOException {
        URI address = source.addresses().get(0);
        Path zip = folder.resolve(lastName(address));
        boolean fetched = !Files.exists(zip);
        if (fetched) {
            fetch.fetch(address, zip, MOST_ARCHIVE_BYTES, progress);
        }
        if (source.sha256().isPresent()) {
            String found = sha256(zip);
            if (!found.equals(source.sha256().get())) {
                Files.delete(zip);
                throw new DownloadException(address + ": has SHA-256 " + found + ", its publisher says "
                        + source.sha256().get() + ". It was deleted; run the command again.");
            }
        }
        int files = extract(address, zip, folder);
        return new Result(files, fetched ? files : 0, 0);
    }

    private static int extract(URI address, Path zip, Path folder) throws IOException {
        int files;
        try {
            files = MidiArchive.extract(zip, folder);
        } catch (ZipException e) {
            Files.delete(zip);
            throw new DownloadException(
                    address + ": is no intact zip file (" + e.getMessage()
                            + "). It was deleted; run the command again.",
                    e);
        }
        if (files == 0) {
            throw new DownloadException(zip + ": holds no MIDI files");
        }
        return files;
    }

    private Result pages(MidiSource source, Path folder, Progress progress) throws IOException {
        Set<URI> links = new LinkedHashSet<>();
        for (URI page : source.addresses()) {
            String text = page(page, folder);
            links.addAll(PageLinks.find(page, text, source.files()));
            if (source.pages().isPresent()) {
                for (URI further : PageLinks.find(page, text, source.pages().get())) {
                    links.addAll(PageLinks.find(further, page(further, folder), source.files()));
                }
            }
        }
        if (links.isEmpty()) {
            throw new DownloadException(source.addresses().get(0)
                    + ": no MIDI files are linked there. The site may have changed since this version was made.");
        }
        int files = 0;
        int fetched = 0;
        int refused = 0;
        int done = 0;
        for (URI link : links) {
            Path file = folder.resolve(safeName(link));
            if (!Files.exists(file)) {
                if (fetchMidi(link, file)) {
                    fetched++;
                } else {
                    refused++;
                    files--;
                }
            }
            files++;
            progress.update(++done, links.size(), file.getFileName().toString());
        }
        if (files == 0) {
            throw new DownloadException(source.addresses().get(0) + ": none of the " + refused
                    + " links there led to a MIDI file. The site may have changed since this version was made.");
        }
        return new Result(files, fetched, refused);
    }

    private boolean fetchMidi(URI link, Path file) throws IOException {
        Path candidate = file.resolveSibling("." + file.getFileName() + ".candidate");
        try {
            fetch.fetch(link, candidate, MOST_FILE_BYTES, Progress.NONE);
            if (!startsLikeMidi(candidate)) {
                return false;
            }
            Files.move(candidate, file);
            return true;
        } catch (LinkRefusedException e) {
            return false;
        } finally {
            Files.deleteIfExists(candidate);
        }
    }

    private String page(URI address, Path folder) throws IOException {
        // Always of the same name: a later run takes up, and takes away, what one that was ended has left.
        Path page =
                folder.resolve(".page-" + Integer.toHexString(address.toString().hashCode()) + ".htm");
        try {
            fetch.fetch(address, page, MOST_FILE_BYTES, Progress.NONE);
            return Files.readString(page, StandardCharsets.ISO_8859_1);
        } finally {
            Files.deleteIfExists(page);
        }
    }

    private static boolean startsLikeMidi(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(4), MIDI);
        }
    }

    private static String lastName(URI address) {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A name that is unique for the link and harmless in any file system. */
    private static String safeName(URI link) {
        String name = lastName(link).replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
        String base = name.substring(0, Math.min(80, Math.max(0, name.lastIndexOf('.'))));
        return base + "-" + Integer.toHexString(link.toString().hashCode()) + ".mid";
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {}
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
