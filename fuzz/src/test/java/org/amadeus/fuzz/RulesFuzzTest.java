package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.amadeus.quant.rules.RulesFile;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of quantization rules. */
class RulesFuzzTest {
    private final Scratch scratch = new Scratch("rules.yaml");

    static Stream<byte[]> seeds() {
        return Stream.of("version: 1\nrules:\n  - {name: \"gru.*\", kind: linear, treatment: int8-weight}\n"
                .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"rules:", "name:", "kind:", "treatment:", "int8-weight", "float16", "&a", "*a", "<<:"})
    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> RulesFile.read(scratch.with(file)));
    }
}
