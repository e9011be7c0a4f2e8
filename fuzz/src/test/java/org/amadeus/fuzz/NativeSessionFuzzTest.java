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
        "PK\\x03\\x04",
        "PK\\x01\\x02",
        "PK\\x05\\x06",
        "PK\\x06\\x06",
        "PK\\x07\\x08",
        "\\x01\\x00\\x10\\x00",
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
