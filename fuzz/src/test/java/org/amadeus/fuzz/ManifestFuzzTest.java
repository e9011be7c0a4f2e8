package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifest of a native session, in a zip that is right. */
class ManifestFuzzTest {
    private static final Map<String, byte[]> PARTS = Seeds.parts(Seeds.file(Seeds.session(), ".amadeus"));

    static Stream<byte[]> seeds() {
        return Stream.of(PARTS.get("manifest.json"));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "\"format\"",
        "\"version\"",
        "\"config\"",
        "\"cell\"",
        "\"event_dim\"",
        "\"control_dim\"",
        "\"init_dim\"",
        "\"hidden_dim\"",
        "\"gru_layers\"",
        "\"gru_dropout\"",
        "\"codec_profile\"",
        "\"progress\"",
        "\"iterations\"",
        "\"provenance\"",
        "\"training\"",
        "\"adam_step\"",
        "\"quantized\"",
        "\"weights\"",
        "\"parts\"",
        "graph.fb",
        "null",
        "1e999",
        "-1"
    })
    @FuzzTest
    void reads(byte[] manifest) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>(PARTS);
        parts.put("manifest.json", manifest);
        byte[] file = Seeds.zip(parts);
        Bounded.read(file.length, () -> SessionFiles.load(new ByteArrayInputStream(file), "input"));
    }
}
