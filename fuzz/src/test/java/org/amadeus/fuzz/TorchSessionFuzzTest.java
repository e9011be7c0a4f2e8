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
        "PK\3\4",
        "PK\1\2",
        "PK\5\6",
        "PK\6\6",
        "PK\7\b",
        "\1\0\u0010\0",
        "data.pkl",
        "data/0",
        "byteorder",
        "version",
        "little",
        "big",
        "\u0080\2",
        "ctorch._utils\n_rebuild_tensor_v2\n",
        "ctorch\nFloatStorage\n",
        "ccollections\nOrderedDict\n",
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
