package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch's sessions, as zip or in the older form. */
class TorchSessionFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(Seeds.file(Seeds.session(), ".sess"));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "PK\\x03\\x04",
        "PK\\x01\\x02",
        "PK\\x05\\x06",
        "PK\\x06\\x06",
        "PK\\x07\\x08",
        "\\x01\\x00\\x10\\x00",
        "data.pkl",
        "data/0",
        "byteorder",
        "version",
        "little",
        "big",
        "\\x80\\x02",
        "ctorch._utils\\x0A_rebuild_tensor_v2\\x0A",
        "ctorch\\x0AFloatStorage\\x0A",
        "ccollections\\x0AOrderedDict\\x0A",
        "storage",
        "cpu"
    })
    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> {
            Session session = SessionFiles.load(new ByteArrayInputStream(file), "input");
            StepPlan.compile(session.config(), session.stepGraph(), 1, 1).close();
        });
    }
}
