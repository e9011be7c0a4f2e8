package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.SessionSummary;
import org.junit.jupiter.params.provider.MethodSource;

/** Native sessions, whole. */
class NativeSessionFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(Seeds.file(Seeds.session(), ".amadeus"));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "PK\3\4",
        "PK\1\2",
        "PK\5\6",
        "PK\6\6",
        "PK\7\b",
        "\1\0\u0010\0",
        "manifest.json",
        "graph.fb",
        "weights.bin",
        "adam.bin",
        "sha256",
        "\"version\"",
        "\"parts\""
    })
    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> {
            Session session = SessionFiles.load(new ByteArrayInputStream(file), "input");
            SessionSummary.of(session);
        });
    }
}
