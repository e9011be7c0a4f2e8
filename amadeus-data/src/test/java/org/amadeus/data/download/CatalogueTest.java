package org.amadeus.data.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    /** A line that comes later replaces one of these. */
    private static final String ARCHIVE =
            """
            names = a
            a.title = A
            a.licence = none
            a.kind = archive
            a.addresses = https://a.example/a.zip
            """;

    @TempDir
    Path folder;

    @Test
    void everyBundledSourceSaysWhereAndUnderWhichLicence() {
        Catalogue catalogue = Catalogue.bundled();
        assertFalse(catalogue.sources().isEmpty());
        for (MidiSource source : catalogue.sources()) {
            assertFalse(source.licence().isBlank(), source.name());
            assertFalse(source.addresses().isEmpty(), source.name());
            assertEquals(source.kind() == MidiSource.Kind.PAGES, source.files() != null, source.name());
        }
        assertEquals(64, catalogue.find("maestro").sha256().orElseThrow().length());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        var thrown =
                assertThrows(DownloadException.class, () -> Catalogue.bundled().find("bach"));
        assertTrue(thrown.getMessage().contains("expected one of maestro, classical"), thrown.getMessage());
    }

    @Test
    void aCatalogueOfOnesOwnIsReadFromAFile() throws IOException {
        Catalogue catalogue = read(
                ARCHIVE
                        + """
                names = a b
                b.title = B
                b.licence = none
                b.kind = pages
                b.addresses = http://127.0.0.1:8000/index.htm https://b.example/more.htm
                b.files = [a-z]+\\\\.mid
                """);
        assertEquals(
                List.of("a", "b"),
                catalogue.sources().stream().map(MidiSource::name).toList());
        assertEquals(2, catalogue.find("b").addresses().size());
        assertTrue(catalogue.find("b").files().matcher("x.mid").matches());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "names =                             | the line names is missing",
                "names = a b                         | the line b.kind is missing",
                "a.licence =                         | the line a.licence is missing",
                "a.kind = tar                        | a.kind is tar, expected archive or pages",
                "a.kind = pages                      | the line a.files is missing",
                "a.files = [a                        | a.files: Unclosed character class, expected a regular expression",
                "a.addresses = https://exa^mple/a    | expected an address",
                "a.addresses = http://a.example/a.zip   | expected https://.. (or http:// on this machine)",
                "a.addresses = http://127.evil.example/a.zip | expected https://",
                "a.addresses = ftp://a.example/a.zip | expected https://",
                "a.addresses = file:///etc/passwd    | expected https://",
                "a.addresses = a.zip                 | expected https://",
                "a.addresses = https://a.example/    | expected the address of one zip file",
                "a.addresses = https://a.example/..  | expected the address of one zip file",
                "a.addresses = https://a.example/a.zip https://a.example/b.zip | expected the address of one zip file",
                "a.sha256 = 70470EE2                 | a.sha256 is 70470EE2, expected 64 digits",
                "names = ../a                        | the line ../a.kind is missing",
                "a.title = \\u00                     | Malformed"
            })
    void aWrongLineIsNamed(String line, String expected) {
        var thrown = assertThrows(DownloadException.class, () -> read(ARCHIVE + line + "\n"));
        assertTrue(thrown.getMessage().startsWith(folder.resolve("list") + ": is no catalogue: "), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(expected), thrown.getMessage());
    }

    @Test
    void aNameThatWouldLeaveTheFolderIsRefused() {
        String elsewhere = ARCHIVE.replace("a.", "../a.").replace("names = a", "names = ../a");
        var thrown = assertThrows(DownloadException.class, () -> read(elsewhere));
        assertTrue(thrown.getMessage().contains("the name ../a has other signs"), thrown.getMessage());
    }

    @Test
    void whatIsNoTextFileIsNoCatalogue() throws IOException {
        Path bytes = Files.write(folder.resolve("list"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertTrue(assertThrows(DownloadException.class, () -> Catalogue.read(bytes))
                .getMessage()
                .endsWith("no text in UTF-8"));
        assertTrue(assertThrows(FileSystemException.class, () -> Catalogue.read(folder))
                .getMessage()
                .contains("is a folder"));
        Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
        assertTrue(assertThrows(DownloadException.class, () -> Catalogue.read(large))
                .getMessage()
                .contains("larger than 1 MiB"));
        assertThrows(NoSuchFileException.class, () -> Catalogue.read(folder.resolve("missing")));
    }

    private Catalogue read(String text) throws IOException {
        return Catalogue.read(Files.writeString(folder.resolve("list"), text));
    }
}
