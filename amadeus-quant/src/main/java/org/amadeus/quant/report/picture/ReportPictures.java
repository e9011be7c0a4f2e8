package org.amadeus.quant.report.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.compare.Measure;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.autodiff.samediff.SameDiff;

/** The pictures of a report: histograms of weights and of activations, with the ranges that were chosen for them. */
public final class ReportPictures {
    private static final String SCALE = "Counts are on a logarithmic scale. ";

    private final SameDiff plain;
    private final SameDiff quantized;
    private final List<LayerPrecision> layers;
    private final Optional<Map<String, float[]>> activations;

    /** @param activations some of the float model's outputs by layer, empty where there was no music */
    public ReportPictures(
            SameDiff plain,
            SameDiff quantized,
            List<LayerPrecision> layers,
            Optional<Map<String, float[]>> activations) {
        this.plain = plain;
        this.quantized = quantized;
        this.layers = layers;
        this.activations = activations;
    }

    /**
     * Writes {@code NAME-weights.png} and, where there was music, {@code NAME-activations.png} and {@code NAME-drift.png}
     * beside a report.
     *
     * @param report the report's file: NAME.json
     * @param drift  where it was measured
     * @return the pictures
     */
    public List<Path> writeBeside(Path report, Optional<Drift> drift) throws IOException {
        String name = report.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        List<Path> written = new ArrayList<>();
        written.add(report.resolveSibling(name + "-weights.png"));
        weights().writePng(written.get(0));
        if (activations.isPresent()) {
            written.add(report.resolveSibling(name + "-activations.png"));
            activations(activations.get()).writePng(written.get(1));
        }
        if (drift.isPresent()) {
            written.add(report.resolveSibling(name + "-drift.png"));
            drift(drift.get()).writePng(written.get(written.size() - 1));
        }
        return written;
    }

    PictureSheet weights() {
        List<HistogramPanel> panels = new ArrayList<>();
        for (LayerPrecision layer : layers) {
            if (layer.kind() == LayerKind.EMBEDDING || layer.kind() == LayerKind.LINEAR) {
                String parameter = PrecisionReader.parameter(plain, layer.name());
                Optional<ChosenRange> range = layer.treatment().equals(Treatment.FLOAT32)
                        ? Optional.empty()
                        : Optional.of(weightRange(layer));
                panels.add(new HistogramPanel(
                        parameter, "stays float32", Arrays32.of(plain.getArrForVarName(parameter)), range));
            }
        }
        return new PictureSheet(
                "Weights",
                SCALE + "Bright lines: what the integers cover in the middle row; dark lines: in the widest.",
                panels);
    }

    PictureSheet activations(Map<String, float[]> samples) {
        List<HistogramPanel> panels = new ArrayList<>();
        for (LayerPrecision layer : layers) {
            if (layer.kind() != LayerKind.OTHER) {
                panels.add(new HistogramPanel(
                        layer.name(), layer.output() + ": no range needed", samples.get(layer.name()), range(layer)));
            }
        }
        return new PictureSheet(
                "Outputs of the layers, on held-out music",
                SCALE + "Lines: what the integers cover; what lies outside saturates.",
                panels);
    }

    static PictureSheet drift(Drift drift) {
        return new PictureSheet(
                "Generated music, section by section",
                "Bright: the quantized model beside the float one; grey: the float one beside itself, another seed.",
                Arrays.stream(Measure.values())
                        .map(measure -> new DriftPanel(measure, drift))
                        .toList());
    }

    private Optional<ChosenRange> range(LayerPrecision layer) {
        if (PrecisionReader.op(quantized, layer.name()) instanceof StaticInt8Linear linear) {
            return Optional.of(ChosenRange.of(linear.output(), "int8"));
        }
        return layer.kind() == LayerKind.EMBEDDING && layer.treatment().equals(Treatment.INT8_STATIC)
                ? Optional.of(weightRange(layer))
                : Optional.empty();
    }

    private ChosenRange weightRange(LayerPrecision layer) {
        String parameter = PrecisionReader.parameter(plain, layer.name());
        int rows = (int) plain.getArrForVarName(parameter).size(0);
        return ChosenRange.of(PrecisionReader.weights(quantized, layer.name(), parameter), rows, layer.weights());
    }
}
