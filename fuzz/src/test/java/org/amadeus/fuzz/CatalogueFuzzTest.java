package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.amadeus.data.download.Catalogue;
import org.junit.jupiter.params.provider.MethodSource;

/** Catalogues of what can be downloaded. */
class CatalogueFuzzTest {
    private final Scratch scratch = new Scratch("catalogue.properties");

    static Stream<byte[]> seeds() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.properties")) {
            return Stream.of(in.readAllBytes());
        }
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "names = ",
        ".kind = ",
        "archive",
        "pages",
        ".addresses = ",
        "https://",
        ".sha256 = ",
        ".title = ",
        ".licence = ",
        ".files = ",
        "\\\\u0000"
    })
    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> Catalogue.read(scratch.with(file)));
    }
}
