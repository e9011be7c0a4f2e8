package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;

/** Quantizes a session to int8 weights, keeps one layer in float, and prints what that did to it. */
public final class QuantizeAllButOneLayer {
    private QuantizeAllButOneLayer() {}

    /** Arguments: a float session, where to write the quantized one, the layer to keep, and a dataset if there is one. */
    public static void main(String[] args) throws IOException {
        Optional<PerformanceDataset> music =
                args.length > 3 ? Optional.of(PerformanceDataset.open(Path.of(args[3]))) : Optional.empty();
        System.out.print(ReportText.of(quantize(Path.of(args[0]), Path.of(args[1]), args[2], music)));
    }

    static QuantizationReport quantize(
            Path floatFile, Path quantizedFile, String keep, Optional<PerformanceDataset> music) {
        Session session = SessionFiles.load(floatFile);
        Rules rules = Schemes.of(Schemes.WEIGHT_ONLY).after(List.of(Rule.of(keep, Treatment.FLOAT32)));
        Session quantized = QuantizedSession.of(session, rules, Calibration.NONE);
        SessionFiles.save(quantized, quantizedFile, WeightFormat.FLOAT32);
        return new Reporter(
                        floatFile.toString(), session, quantizedFile.toString(), quantized, music.map(HeldOut::of), 1)
                .measure(false, Progress.NONE);
    }
}
