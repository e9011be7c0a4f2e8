package org.amadeus.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.data.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiDownloaderTest {
    private static final byte[] MIDI = "MThd....".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anArchiveIsCheckedAndUnpacked() throws Exception {
        byte[] zip = zip("set/a.mid", "set/b.MIDI", "set/program.exe", "set/set.csv");
        server.files.put("/set.zip", zip);
        var result = download(archive(sha256(zip)));
        assertEquals(new MidiDownloader.Result(2, 2, 0), result);
        assertTrue(Files.exists(folder.resolve("set/a.mid")));
        assertTrue(Files.exists(folder.resolve("set/set.csv")));
        assertFalse(Files.exists(folder.resolve("set/program.exe")));
    }

    @Test
    void whatBrokeOffGoesOnWhereItEnded() throws Exception {
        byte[] zip = zip(noise(300_000), "set/a.mid");
        server.files.put("/set.zip", zip);
        server.breakAfter = 100_000;
        assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        server.breakAfter = Integer.MAX_VALUE;
        assertEquals(1, download(archive(sha256(zip))).files());
        assertEquals(1, server.ranges.size());
        assertTrue(Integer.parseInt(server.ranges.get(0).replaceAll("\\D", "")) > 0);
        assertArrayEquals(zip, Files.readAllBytes(folder.resolve("set.zip")));
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForForEver() throws Exception {
        byte[] zip = zip(noise(300_000), "set/a.mid");
        server.files.put("/set.zip", zip);
        server.breakAfter = 100_000;
        server.stalls = true;
        MidiSource source = archive(sha256(zip));
        var thrown = assertThrows(DownloadException.class, () -> new MidiDownloader(Duration.ofSeconds(1))
                .download(source, folder, Progress.NONE));
        assertTrue(thrown.getMessage().contains("nothing came for 1 s"), thrown.getMessage());
        assertTrue(Files.size(folder.resolve("set.zip.part")) > 0);
    }

    @Test
    void anArchiveIsUnpackedAgainWithoutBeingFetchedAgain() throws Exception {
        byte[] zip = zip("set/a.mid");
        server.files.put("/set.zip", zip);
        assertEquals(1, download(archive(sha256(zip))).fetched());
        Files.delete(folder.resolve("set/a.mid"));
        assertEquals(new MidiDownloader.Result(1, 0, 0), download(archive(sha256(zip))));
        assertTrue(Files.exists(folder.resolve("set/a.mid")));
        assertEquals(1, server.asked.size());
    }

    @Test
    void anArchiveThatEndsEarlyIsNoIntactZipFile() throws Exception {
        byte[] zip = zip(noise(5000), "set/a.mid");
        byte[] cut = Arrays.copyOf(zip, 3000);
        server.files.put("/set.zip", cut);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(cut))));
        assertTrue(thrown.getMessage().contains("is no intact zip file"), thrown.getMessage());
        assertFalse(Files.exists(folder.resolve("set/a.mid")));
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here, a full disk cannot be tried");
        byte[] zip = zip("set/a.mid");
        server.files.put("/set.zip", zip);
        Path part = Files.createSymbolicLink(folder.resolve("set.zip.part"), full);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().startsWith(part + ": cannot be written, No space left"), thrown.getMessage());
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() throws Exception {
        byte[] old = zip(noise(300_000), "set/a.mid");
        server.files.put("/set.zip", old);
        server.breakAfter = 100_000;
        assertThrows(DownloadException.class, () -> download(archive(sha256(old))));
        byte[] changed = zip(noise(200_000), "set/c.mid");
        server.files.put("/set.zip", changed);
        server.breakAfter = Integer.MAX_VALUE;
        assertEquals(1, download(archive(sha256(changed))).files());
        assertTrue(server.ranges.isEmpty());
    }

    @Test
    void aWrongChecksumIsNamedAndTheFileDeleted() throws Exception {
        server.files.put("/set.zip", zip("a.mid"));
        String wrong = "0".repeat(64);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(wrong)));
        assertTrue(thrown.getMessage().contains("SHA-256"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(wrong), thrown.getMessage());
        assertFalse(Files.exists(folder.resolve("set.zip")));
    }

    @Test
    void anEntryThatWouldLeaveTheFolderIsRefused() throws Exception {
        byte[] zip = zip("../../evil.mid");
        server.files.put("/set.zip", zip);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().contains("outside the folder"), thrown.getMessage());
        assertFalse(Files.exists(folder.resolve("../../evil.mid").normalize()));
    }

    @Test
    void anEntryThatUnpacksToTooMuchIsRefused() throws Exception {
        byte[] zip = zip(new byte[65 << 20], "bomb.mid");
        server.files.put("/set.zip", zip);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().contains("unpacks to more"), thrown.getMessage());
        assertFalse(Files.exists(folder.resolve("bomb.mid")));
    }

    @Test
    void pagesAreFollowedToTheirFilesOnce() throws Exception {
        server.files.put("/index.htm", "<a href=\"composer.htm\">".getBytes(StandardCharsets.US_ASCII));
        server.files.put(
                "/composer.htm",
                "<a href=\"x/one.mid\"> <a href=\"two.mid\"> <a href=\"http://elsewhere.example/three.mid\">"
                        .getBytes(StandardCharsets.US_ASCII));
        server.files.put("/x/one.mid", MIDI);
        server.files.put("/two.mid", "<html>gone</html>".getBytes(StandardCharsets.US_ASCII));
        MidiSource source = pages();
        assertEquals(new MidiDownloader.Result(1, 1, 1), download(source));
        assertEquals(new MidiDownloader.Result(1, 0, 1), download(source));
        assertEquals(1, server.asked.stream().filter("/x/one.mid"::equals).count());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aPageWithoutFilesIsAnError() throws Exception {
        server.files.put("/index.htm", "moved".getBytes(StandardCharsets.US_ASCII));
        var thrown = assertThrows(DownloadException.class, () -> download(pages()));
        assertTrue(thrown.getMessage().contains("no MIDI files are linked"), thrown.getMessage());
    }

    @Test
    void aServerThatSaysNoIsQuoted() {
        var thrown = assertThrows(DownloadException.class, () -> download(archive("0".repeat(64))));
        assertTrue(thrown.getMessage().contains("answered 404"), thrown.getMessage());
    }

    @Test
    void aFileThatIsNoZipIsNamedAndDeleted() throws Exception {
        byte[] page = "<html>We are moving</html>".getBytes(StandardCharsets.US_ASCII);
        server.files.put("/set.zip", page);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(page))));
        assertTrue(thrown.getMessage().contains("is no intact zip file"), thrown.getMessage());
        assertFalse(Files.exists(folder.resolve("set.zip")), "the next run fetches it again");
    }

    @Test
    void anArchiveWithoutMidiFilesIsAnError() throws Exception {
        byte[] zip = zip("readme.txt");
        server.files.put("/set.zip", zip);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().contains("holds no MIDI files"), thrown.getMessage());
    }

    @Test
    void aChangedByteInAnArchiveIsFound() throws Exception {
        byte[] zip = zip(noise(5000), "set/a.mid");
        zip[2000] ^= 1;
        server.files.put("/set.zip", zip);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().contains("is no intact zip file"), thrown.getMessage());
    }

    @Test
    void anEntryWhoseNameHoldsAZeroByteIsRefused() throws Exception {
        byte[] zip = zip("aXb.mid");
        for (int i = 0; i + 6 < zip.length; i++) {
            if (zip[i] == 'a' && zip[i + 1] == 'X' && zip[i + 2] == 'b') {
                zip[i + 1] = 0;
            }
        }
        server.files.put("/set.zip", zip);
        var thrown = assertThrows(DownloadException.class, () -> download(archive(sha256(zip))));
        assertTrue(thrown.getMessage().contains("holds a zero byte"), thrown.getMessage());
    }

    @Test
    void namesThatAreNoUtf8AreReadByteByByte() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("Pr\u00e9lude.mid"));
            zip.write(MIDI);
        }
        server.files.put("/set.zip", bytes.toByteArray());
        try {
            assertEquals(1, download(archive(sha256(bytes.toByteArray()))).files());
        } catch (DownloadException e) {
            assertTrue(e.getMessage().contains("LC_ALL=C.UTF-8"), e.getMessage());
        }
    }

    @Test
    void aServerThatIsInTroubleEndsTheRunAndOneThatHasNoSuchFileDoesNot() throws Exception {
        server.files.put(
                "/index.htm", "<a href=\"none.mid\"> <a href=\"one.mid\">".getBytes(StandardCharsets.US_ASCII));
        server.files.put("/one.mid", MIDI);
        assertEquals(new MidiDownloader.Result(1, 1, 1), download(pages()));
        Files.delete(Files.list(folder).findFirst().orElseThrow());
        server.failing = "/one.mid";
        var thrown = assertThrows(DownloadException.class, () -> download(pages()));
        assertTrue(thrown.getMessage().contains("answered 503"), thrown.getMessage());
    }

    @Test
    void linksThatAllLeadNowhereAreAnError() throws Exception {
        server.files.put("/index.htm", "<a href=\"none.mid\">".getBytes(StandardCharsets.US_ASCII));
        var thrown = assertThrows(DownloadException.class, () -> download(pages()));
        assertTrue(thrown.getMessage().contains("none of the 1 links"), thrown.getMessage());
    }

    @Test
    void aNetworkThatIsGoneEndsTheRun() throws Exception {
        server.files.put("/index.htm", "<a href=\"one.mid\"> <a href=\"two.mid\">".getBytes(StandardCharsets.US_ASCII));
        server.files.put("/one.mid", noise(300_000));
        server.breakAfter = 1000;
        var thrown = assertThrows(DownloadException.class, () -> download(pages()));
        assertTrue(thrown.getMessage().contains("/one.mid: "), thrown.getMessage());
        assertFalse(server.asked.contains("/two.mid"), "the next link is not tried");
    }

    private MidiDownloader.Result download(MidiSource source) throws IOException {
        return new MidiDownloader().download(source, folder, Progress.NONE);
    }

    private MidiSource archive(String sha256) {
        URI address = server.address("/set.zip");
        return new MidiSource(
                "set",
                "t",
                "l",
                MidiSource.Kind.ARCHIVE,
                List.of(address),
                Optional.of(sha256),
                Optional.empty(),
                null);
    }

    private MidiSource pages() {
        return new MidiSource(
                "set",
                "t",
                "l",
                MidiSource.Kind.PAGES,
                List.of(server.address("/index.htm")),
                Optional.empty(),
                Optional.of(Pattern.compile("[a-z]+\\.htm")),
                Pattern.compile("[^\"<> ]+\\.mid"));
    }

    private static byte[] zip(String... names) throws IOException {
        return zip(MIDI, names);
    }

    private static byte[] zip(byte[] content, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
