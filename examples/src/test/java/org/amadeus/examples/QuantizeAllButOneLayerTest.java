package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeAllButOneLayerTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheLayerAndSaysSo() {
        ModelConfig config = new ModelConfig(8, 240, 24, 32, 2, 0.3, CodecProfile.REFERENCE);
        Session session = new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, 1)),
                Optional.empty(),
                TrainingProgress.NONE,
                Map.of());
        Path file = folder.resolve("float.amadeus");
        SessionFiles.save(session, file);
        Path quantized = folder.resolve("int8.amadeus");
        QuantizationReport report = QuantizeAllButOneLayer.quantize(file, quantized, "output_fc", Optional.empty());
        report.layers().forEach(layer -> {
            String name = layer.name();
            if (name.equals("output_fc")) {
                assertEquals("float32", layer.weights());
            } else if (name.contains("fc_gate")) {
                assertEquals("int8", layer.weights());
            }
        });
        assertTrue(ReportText.of(report).contains("output_fc"));
        assertFalse(SessionFiles.load(quantized).isPlain());
    }
}
