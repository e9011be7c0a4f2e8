package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command download, to its end, with a catalogue of one's own and a server on loopback. */
class DownloadCatalogueTest {
    @TempDir
    private Path temp;

    private byte[] zip;
    private ArchiveServer server;
    private Path folder;

    @BeforeEach
    void publish() throws IOException {
        folder = temp.resolve("fetched");
        MadeUpMidi.write(temp.resolve("midi"), 5, 200);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes);
                Stream<Path> pieces = Files.list(temp.resolve("midi"))) {
            for (Path piece : pieces.sorted().toList()) {
                out.putNextEntry(new ZipEntry("set/" + piece.getFileName()));
                out.write(Files.readAllBytes(piece));
            }
        }
        zip = bytes.toByteArray();
        server = new ArchiveServer(zip);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesToTheEndAndSaysWhatItWroteAndWhatNext() throws Exception {
        CliRun run = download(catalogue(sha256()), "--yes");
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                List.of(
                        "Five pieces that nobody played",
                        "Licence: CC0, nobody",
                        folder + " holds 5 MIDI files, 5 of them new",
                        "Next: amadeus preprocess " + folder + " dataset/made-up"),
                run.out().lines().toList());
        for (int piece = 0; piece < 5; piece++) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            temp.resolve("midi/piece" + piece + ".mid"), folder.resolve("set/piece" + piece + ".mid")));
        }
        CliRun next = CliRun.of("preprocess", folder, temp.resolve("dataset"));
        assertTrue(next.out().startsWith("read 5 files of 5 "), next.out() + next.err());

        CliRun again = download(catalogue(sha256()), "--yes");
        assertTrue(again.out().contains(folder + " holds 5 MIDI files, 0 of them new"), again.out());
        assertEquals(List.of(0), server.begun, "what is there is not fetched again");
    }

    @Test
    void aDownloadThatWasCutOffGoesOnWhereItEnded() throws Exception {
        server.most = zip.length / 2;
        CliRun cut = download(catalogue(sha256()), "--yes");
        assertEquals(1, cut.exit());
        assertTrue(cut.error().startsWith("amadeus: " + server.address() + ": the connection "), cut.err());
        assertTrue(cut.error().endsWith("Run the command again: it goes on from there."), cut.err());

        server.most = Integer.MAX_VALUE;
        CliRun rest = download(catalogue(sha256()), "--yes");
        assertEquals(0, rest.exit(), rest.err());
        assertTrue(rest.out().contains(" holds 5 MIDI files, 5 of them new"), rest.out());
        assertEquals(List.of(0, zip.length / 2), server.begun);
    }

    @Test
    void anArchiveThatIsNotWhatItsPublisherSaysIsRefused() throws Exception {
        String wrong = "0".repeat(64);
        CliRun run = download(catalogue(wrong), "--yes");
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("has SHA-256 " + sha256() + ", its publisher says " + wrong), run.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void nothingIsFetchedBeforeTheLicenceIsAccepted() throws Exception {
        CliRun run = download(catalogue(sha256()));
        assertEquals(2, run.exit());
        assertTrue(run.out().contains("Licence: CC0, nobody"), run.out());
        assertTrue(run.error().endsWith("Accept it with --yes."), run.err());
        assertEquals(List.of(), server.begun);
        assertFalse(Files.exists(folder));
    }

    @Test
    void itsCollectionsAreListedAndNoOthers() throws Exception {
        CliRun run = CliRun.of("download", "--catalogue", catalogue(sha256()));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().matches("made-up +Five pieces that nobody played\\R +CC0, nobody\\R"), run.out());
        CliRun other = CliRun.of("download", "maestro", "--catalogue", catalogue(sha256()));
        assertEquals(1, other.exit());
        assertEquals("amadeus: there is no collection \"maestro\", expected one of made-up", other.error());
    }

    @Test
    void aFileThatIsNoCatalogueIsNamed() throws Exception {
        Path file = temp.resolve("list.properties");
        CliRun missing = CliRun.of("download", "--catalogue", file);
        assertEquals(1, missing.exit());
        assertEquals("amadeus: " + file + ": no such file or folder", missing.error());

        Files.writeString(file, "names = a\na.title = A\n");
        CliRun malformed = CliRun.of("download", "--catalogue", file);
        assertEquals(1, malformed.exit());
        assertEquals(
                "amadeus: " + file + ": is no catalogue: the line a.kind is missing. docs/dataset.md shows the form",
                malformed.error());
    }

    private CliRun download(Path catalogue, String... options) {
        return CliRun.of(
                Stream.concat(Stream.of("download", "made-up", folder, "--catalogue", catalogue), Stream.of(options))
                        .toArray());
    }

    private Path catalogue(String sha256) throws IOException {
        return Files.writeString(
                temp.resolve("catalogue.properties"),
                """
                # One collection.
                names = made-up
                made-up.title = Five pieces that nobody played
                made-up.licence = CC0, nobody
                made-up.kind = archive
                made-up.addresses = %s
                made-up.sha256 = %s
                """
                        .formatted(server.address(), sha256));
    }

    private String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    }
}
