package org.amadeus.quant.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.GraphRewriter;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

class RulesFileTest {
    private static final ModelConfig CONFIG = new ModelConfig(3, 11, 5, 7, 2, 0, CodecProfile.EXPRESSIVE);

    @Test
    void theFirstRuleThatAppliesCounts() {
        List<Rule> own = RulesFile.parse(
                """
                version: 1
                rules:
                  - {name: "output_fc", treatment: float32}
                  - {name: "gru\\\\..*", kind: gates, treatment: float32}
                """,
                "rules.yaml");
        Rules rules = Schemes.of(Schemes.WEIGHT_ONLY).after(own);
        assertEquals(Treatment.FLOAT32, rules.treatment("output_fc", LayerKind.LINEAR));
        assertEquals(Treatment.INT8_WEIGHT, rules.treatment("output_fc2", LayerKind.LINEAR));
        assertEquals(Treatment.FLOAT32, rules.treatment("gru.cells.0.gates", LayerKind.GATES));
        assertEquals(Treatment.INT8_WEIGHT, rules.treatment("gru.cells.0.fc_gate_x", LayerKind.LINEAR));
        assertEquals(Treatment.FLOAT32, rules.treatment("hidden_all", LayerKind.OTHER));
    }

    @Test
    void everySchemeIsReadable() {
        for (String scheme : Schemes.names()) {
            // Where four bits are to be fast, rounding to half would cost more than it gives.
            Treatment gates = scheme.startsWith("int") ? Treatment.FLOAT32 : Treatment.FLOAT16;
            assertEquals(gates, Schemes.of(scheme).treatment("gates", LayerKind.GATES), scheme);
        }
        assertTrue(Schemes.of(Schemes.DISTILLER).needsStatistics());
        assertRefused(
                () -> Schemes.of("int1"), "\"int1\" is unknown", "weight-only, dynamic, int4, int3, int2, distiller");
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("version: 2\nrules: []", "version is 2", "expected version: 1");
        refused("rules: []", "version is null");
        refused("version: 1", "rules is no list");
        refused("version: 1\nrules: [1]", "rule 1 is no mapping");
        refused("version: 1\nrules: []\nextra: 1", "a key extra");
        refused("version: 1\nrules: [{name: a, treatment: int4}]", "rule 1.treatment is int4", "int8-weight");
        refused("version: 1\nrules: [{name: '(', treatment: float32}]", "rule 1.name is \"(\"", "regular expression");
        refused("version: 1\nrules: [{name: 3, treatment: float32}]", "rule 1.name is 3");
        refused("version: 1\nrules: [{name: a, kind: relu, treatment: float32}]", "rule 1.kind is relu");
        refused(
                "version: 1\nrules: [{name: a, kind: gates, treatment: int8-weight}]",
                "gates can't become int8-weight");
        refused("version: [", "no YAML");
        refused("[".repeat(50_000), "rules.yaml");
    }

    /** The library fails at these by errors of its own, or reads them only in one piece. */
    @Test
    void cornersOfYamlAreReadOrRefused() throws IOException {
        refused("version: 1\nrules: [{name: \"\\u", "no YAML");
        refused("version: 1\nrules: [{name: \"\\x", "no YAML");
        refused("version: 0b\nrules: []", "version is");
        try (InputStream in = new GZIPInputStream(RulesFileTest.class.getResourceAsStream("/hostile/rules.gz"))) {
            refused(new String(in.readAllBytes(), StandardCharsets.UTF_8), "rules.yaml");
        }
        for (int at = 1000; at < 1050; at++) {
            String text =
                    "version: 1\n#" + "x".repeat(at) + "\uD83D\uDE00\nrules: [{name: output_fc, treatment: float32}]\n";
            assertEquals(1, RulesFile.parse(text, "rules.yaml").size(), "emoji after " + at);
        }
    }

    @Test
    void whatAFileSaysIsToldWithoutItsControlCharacters() {
        refused("version: 1\nrules: [{name: \"\\e[2J(\", treatment: float32}]", "\\e[2J(");
    }

    @Test
    void aRuleThatDecidesAboutNothingIsRefused() {
        SameDiff plain = StepGraph.build(CONFIG, Parameters.initial(CONFIG, 1));
        unused(plain, "outputfc", "float32", "rule \"outputfc\" (float32) matches no layer. Nearest: output_fc,");
        unused(plain, "gru.*gates", "int8-weight", "can't apply: gru.cells.0.gates is of kind gates");
        unused(plain, "gru\\..*fc_gat_x", "int4-weight", "matches no layer. Nearest: gru.cells.0.fc_gate_x");
        List<Rule> twice = List.of(
                new Rule(Pattern.compile(".*"), Optional.empty(), Treatment.FLOAT32),
                new Rule(Pattern.compile("output_fc"), Optional.empty(), Treatment.INT8_WEIGHT));
        assertRefused(
                () -> Schemes.of(Schemes.DYNAMIC).after(twice).requireUsed(plain),
                "rule \"output_fc\" (int8-weight) decides about nothing: rules before it");
        Schemes.of(Schemes.DYNAMIC).after(twice.subList(0, 1)).requireUsed(plain);
        Schemes.of(Schemes.INT4)
                .after(List.of(Rule.of("gru.cells.1.gates", Treatment.FLOAT16)))
                .requireUsed(plain);
        for (String scheme : Schemes.names()) {
            Schemes.of(scheme).requireUsed(plain);
        }
        assertRefused(
                () -> GraphRewriter.rewrite(
                        CONFIG,
                        plain,
                        Schemes.of(Schemes.WEIGHT_ONLY).after(List.of(Rule.of("output", Treatment.FLOAT32))),
                        Calibration.NONE),
                "matches no layer");
    }

    @Test
    void anExpressionThatNeverEndsIsStopped() {
        Rule rule = RulesFile.parse("version: 1\nrules: [{name: '(([a-z._]+)+)+0', treatment: float32}]", "rules.yaml")
                .get(0);
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertRefused(
                        () -> rule.matches("inithid_fc_activation_and_more_of_it"),
                        "rule \"(([a-z._]+)+)+0\" looks at \"inithid_fc_activation_and_more_of_it\" more than 100000"));
        assertTrue(rule.matches("gru.cells.0"));
    }

    private static void unused(SameDiff plain, String name, String treatment, String expected) {
        String text = "version: 1\nrules: [{name: '" + name + "', treatment: " + treatment + "}]";
        Rules rules = Schemes.of(Schemes.WEIGHT_ONLY).after(RulesFile.parse(text, "rules.yaml"));
        assertRefused(() -> rules.requireUsed(plain), expected);
    }

    private static void refused(String text, String... parts) {
        assertRefused(() -> RulesFile.parse(text, "rules.yaml"), parts);
    }

    private static void assertRefused(Runnable action, String... parts) {
        QuantizationException e = assertThrows(QuantizationException.class, action::run);
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), () -> e.getMessage() + " lacks " + part);
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
