package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesFileTest {
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
            Treatment gates = scheme.equals(Schemes.INT4) ? Treatment.FLOAT32 : Treatment.FLOAT16;
            assertEquals(gates, Schemes.of(scheme).treatment("gates", LayerKind.GATES), scheme);
        }
        assertTrue(Schemes.of(Schemes.DISTILLER).needsStatistics());
        assertRefused(() -> Schemes.of("int3"), "\"int3\" is unknown", "weight-only, dynamic, int4, distiller");
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

    private static void refused(String text, String... parts) {
        assertRefused(() -> RulesFile.parse(text, "rules.yaml"), parts);
    }

    private static void assertRefused(Runnable action, String... parts) {
        RulesException e = assertThrows(RulesException.class, action::run);
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), () -> e.getMessage() + " lacks " + part);
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
