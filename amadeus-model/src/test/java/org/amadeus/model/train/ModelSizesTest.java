package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSizesTest {
    private static final ModelConfig DEFAULTS = ModelConfig.defaults(CodecProfile.EXPRESSIVE);

    @Test
    void namedSizesReplaceTheOthers() {
        assertEquals(
                new ModelConfig(32, 240, 24, 1024, 2, 0.25, CodecProfile.EXPRESSIVE),
                ModelSizes.parse("hidden_dim=1024, gru_layers=2,gru_dropout=0.25")
                        .applyTo(DEFAULTS));
        assertEquals(DEFAULTS, ModelSizes.NONE.applyTo(DEFAULTS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden=1024 | \"hidden\" is no size of the model",
                "hidden_dim | expected KEY=NUMBER",
                "hidden_dim=64, | \"\", expected KEY=NUMBER",
                "hidden_dim=big | hidden_dim is \"big\", expected a whole number",
                "hidden_dim=1e3 | hidden_dim is \"1e3\", expected a whole number",
                "gru_dropout=__import__('os') | expected a number",
                "gru_layers=2,gru_layers=3 | gru_layers is given twice"
            })
    void whatIsWrongIsNamed(String text, String message) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> ModelSizes.parse(text));
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }

    @Test
    void whatADatasetFixesMayBeNamedToo() {
        ModelSizes all = ModelSizes.parse("init_dim=32,event_dim=240,control_dim=24,hidden_dim=512,gru_layers=3");
        assertEquals(DEFAULTS, all.applyTo(DEFAULTS));
    }

    @Test
    void sizesOutOfRangeAreNamed() {
        ModelSizes none = ModelSizes.parse("gru_layers=0");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> none.applyTo(DEFAULTS))
                .getMessage()
                .startsWith("gru_layers is 0, expected 1"));
        ModelSizes all = ModelSizes.parse("gru_dropout=NaN");
        assertThrows(IllegalArgumentException.class, () -> all.applyTo(DEFAULTS));
    }
}
