package org.amadeus.ui.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.compare.Measure;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.op.StaticInt8Linear;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.autodiff.samediff.SameDiff;

/** The pictures of a report: histograms of weights and of activations, with the ranges that were chosen for them. */
public final class ReportPictures {
    private static final String SCALE = "Counts are on a logarithmic scale. ";

    private final Reporter reporter;
    private final QuantizationReport report;
    private final SameDiff plain;
    private final SameDiff quantized;

    /** @param report that was made by {@code reporter} */
    public ReportPictures(Reporter reporter, QuantizationReport report) {
        this.reporter = reporter;
        this.report = report;
        this.plain = reporter.before().stepGraph();
        this.quantized = reporter.after().stepGraph();
    }

    /**
     * Writes {@code NAME-weights.png} and, where there was music, {@code NAME-activations.png} and {@code NAME-drift.png}
     * beside a report.
     *
     * @param file the report's: NAME.json
     * @return the pictures
     */
    public List<Path> writeBeside(Path file) throws IOException {
        Map<String, PictureSheet> sheets = new LinkedHashMap<>();
        sheets.put("weights", weights());
        reporter.samples().ifPresent(samples -> sheets.put("activations", activations(samples)));
        report.drift().ifPresent(drift -> sheets.put("drift", drift(drift)));
        String name = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, PictureSheet> sheet : sheets.entrySet()) {
            Path picture = file.resolveSibling(name + "-" + sheet.getKey() + ".png");
            Picture.writePng(sheet.getValue().draw(), picture);
            written.add(picture);
        }
        return written;
    }

    private PictureSheet weights() {
        List<HistogramPanel> panels = new ArrayList<>();
        for (LayerPrecision layer : report.layers()) {
            if (layer.kind() == LayerKind.EMBEDDING || layer.kind() == LayerKind.LINEAR) {
                String parameter = PrecisionReader.parameter(plain, layer.name());
                Optional<ChosenRange> range = layer.treatment().equals(Treatment.FLOAT32)
                        ? Optional.empty()
                        : Optional.of(weightRange(layer));
                panels.add(new HistogramPanel(
                        parameter, "stays float32", HostFloats.read(plain.getArrForVarName(parameter)), range));
            }
        }
        return new PictureSheet(
                "Weights",
                SCALE + "Bright lines: what the integers cover in the middle row; dark lines: in the widest.",
                panels);
    }

    private PictureSheet activations(Map<String, float[]> samples) {
        List<HistogramPanel> panels = new ArrayList<>();
        for (LayerPrecision layer : report.layers()) {
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

    private static PictureSheet drift(Drift drift) {
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
