package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.params.provider.MethodSource;

/** The pickle inside a session of PyTorch, in a zip that is right. */
class PickleFuzzTest {
    private static final Map<String, byte[]> PARTS = Seeds.parts(Seeds.file(Seeds.session(), ".sess"));
    private static final String PICKLE = PARTS.keySet().stream()
            .filter(name -> name.endsWith("data.pkl"))
            .findFirst()
            .orElseThrow();

    static Stream<byte[]> seeds() {
        return Stream.of(PARTS.get(PICKLE));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "ctorch._utils\\x0A_rebuild_tensor_v2\\x0A",
        "ctorch\\x0AFloatStorage\\x0A",
        "ccollections\\x0AOrderedDict\\x0A",
        "codec_profile",
        "progress",
        "provenance",
        "state",
        "params"
    })
    @FuzzTest
    void reads(byte[] pickle) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>(PARTS);
        parts.put(PICKLE, pickle);
        byte[] file = Seeds.zip(parts);
        Bounded.read(file.length, () -> SessionFiles.load(new ByteArrayInputStream(file), "input"));
    }
}
