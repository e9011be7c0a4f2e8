package org.amadeus.quant.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.amadeus.data.compare.Measure;
import org.amadeus.data.io.Counted;
import org.amadeus.model.evaluate.EventType;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rules.LayerKind;

/** A report for people to read. */
public final class ReportText {
    private final QuantizationReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(QuantizationReport report) {
        this.report = report;
    }

    /** Lines at most 120 wide, each ended. */
    public static String of(QuantizationReport report) {
        return new ReportText(report).write();
    }

    private String write() {
        line("%s, held against %s", report.after(), report.before());
        line("");
        sizes();
        report.times()
                .forEach(time -> line(
                        "%-12s %8.3f ms  -> %8.3f ms   %5.2f x as fast   (a step, %d thread%s)",
                        "batch " + time.batch(),
                        time.before(),
                        time.after(),
                        time.before() / time.after(),
                        time.threads(),
                        time.threads() == 1 ? "" : "s"));
        report.fidelity().forEach(this::fidelity);
        layers();
        worst();
        report.drift().ifPresent(this::drift);
        return text.toString();
    }

    private void sizes() {
        Sizes sizes = report.sizes();
        line(
                "%-12s %8.2f MB  -> %8.2f MB   %5.1f %%   (float32 -> quantized, no optimizer state)",
                "file", sizes.fileBefore() / 1e6, sizes.fileAfter() / 1e6, 100 * sizes.fileRatio());
        line(
                "%-12s %8.2f MB  -> %8.2f MB   %5.1f %%   (parameters of the running model)",
                "memory", sizes.memoryBefore() / 1e6, sizes.memoryAfter() / 1e6, 100 * sizes.memoryRatio());
    }

    private void fidelity(Fidelity f) {
        line("");
        line(
                "held-out music, %s: %s, %s of %s",
                f.controls() ? "its controls given" : "no controls",
                Counted.of(f.all().events(), "event"),
                Counted.of(f.windows(), "window"),
                Counted.of(f.pieces(), "piece"));
        line(
                "  NLL         %.4f -> %.4f nats an event, %+.5f%s",
                f.nllBefore(), f.nllAfter(), f.nllAfter() - f.nllBefore(), plusMinus(f.standardError()));
        line(
                "  perplexity  %.3f -> %.3f, ratio %.5f%s",
                f.perplexityBefore(), f.perplexityAfter(), f.ratio(), plusMinus(f.ratioStandardError()));
        line("  %-12s %14s %16s %12s %14s", "", "KL divergence", "same top event", "same top 5", "RMS of dp");
        closeness("all events", f.all());
        if (!Double.isNaN(f.standardErrors().divergence())) {
            closeness("  +-", f.standardErrors());
        }
        for (Map.Entry<EventType, Fidelity.Closeness> type : f.byType().entrySet()) {
            closeness(type.getKey().id(), type.getValue());
        }
        line(
                "  KL percentiles  %s",
                f.percentiles().entrySet().stream()
                        .map(p -> String.format(
                                Locale.ROOT, "%s %.5f", p.getKey().replace("p99_9", "p99.9"), p.getValue()))
                        .collect(Collectors.joining("   ")));
    }

    private void closeness(String label, Fidelity.Closeness closeness) {
        line(
                "  %-12s %14.6f %14.2f %% %10.2f %% %14.5f",
                label,
                closeness.divergence(),
                100 * closeness.agreement(),
                100 * closeness.topFive(),
                closeness.change());
    }

    private static String plusMinus(double error) {
        return Double.isNaN(error) ? "" : String.format(Locale.ROOT, " +- %.5f", error);
    }

    private void layers() {
        line("");
        line(
                "%-26s %-8s %-24s %-8s %19s %7s %8s %8s",
                "layer", "weights", "arithmetic", "output", "bytes", "SNR w", "SNR own", "SNR out");
        for (LayerPrecision p : report.layers()) {
            String bytes = p.kind() == LayerKind.OTHER || p.kind() == LayerKind.GATES
                    ? ""
                    : String.format(Locale.ROOT, "%,d -> %,d", p.bytesBefore(), p.bytesAfter());
            line(
                    "%-26s %-8s %-24s %-8s %19s %7s %8s %8s",
                    p.name(),
                    p.weights(),
                    p.arithmetic(),
                    p.output(),
                    bytes,
                    decibels(p.weightSnr()),
                    decibels(p.ownSnr()),
                    decibels(p.outputSnr()));
        }
        line(
                "SNR: signal to quantization noise, dB, of the weights, of the output where the layer alone is quantized, and");
        line("of the output with the noise of all layers before it.");
    }

    private static String decibels(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Double.isInfinite(value) ? "exact" : String.format(Locale.ROOT, "%.1f", value);
    }

    private void worst() {
        if (!report.worst().isEmpty()) {
            line("");
            line("perplexity ratio where one layer alone is quantized:");
            report.worst().forEach(cost -> line("  %-26s %.5f", cost.layer(), cost.ratio()));
        }
    }

    private void drift(Drift drift) {
        line("");
        line(
                "drift of %s of %s: overlap of distributions with the float model's, in parentheses",
                Counted.of(drift.pieces(), "generated piece"), Counted.of(drift.events(), "event"));
        line("that of the float model with itself under another seed");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "  %-24s", "events"));
        drift.sections().forEach(s -> head.append(String.format(Locale.ROOT, "%14s", s.from() + ".." + (s.to() - 1))));
        line("%s", head);
        for (Measure measure : Measure.values()) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-24s", measure.title()));
            drift.sections()
                    .forEach(s -> row.append(String.format(
                            Locale.ROOT,
                            "%7.3f (%.3f)",
                            s.overlap().get(measure),
                            s.chance().get(measure))));
            line("%s", row);
        }
    }

    private void line(String format, Object... values) {
        String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
