package org.amadeus.quant.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.session.Session;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures what each coding of each layer would cost. A layer alone is quantized to {@link #REFERENCE} and the model's
 * divergence from the float one measured on music; with other codings it is taken to grow with the squared error of the
 * layer's output, which moments tell. Divergence is, near none, a quadratic form of the errors.
 */
record LayerHarm(Session plain, Map<String, Moments> moments, Comparer comparer) {
    private static final WeightCoding REFERENCE = WeightCoding.INT3;

    /** For each layer with weights what it could become, float32 the last. */
    List<List<Choice>> measure(Progress progress) {
        List<List<Choice>> all = new ArrayList<>();
        List<LayerPrecision> layers =
                PrecisionReader.read(plain.config(), plain.stepGraph(), plain.stepGraph()).stream()
                        .filter(layer -> layer.kind() == LayerKind.LINEAR || layer.kind() == LayerKind.EMBEDDING)
                        .toList();
        for (LayerPrecision layer : layers) {
            all.add(choices(layer));
            progress.update(all.size(), layers.size(), layer.name());
        }
        return all;
    }

    private List<Choice> choices(LayerPrecision layer) {
        Optional<Moments> known = Optional.ofNullable(moments.get(layer.name()));
        String parameter = PrecisionReader.parameter(plain.stepGraph(), layer.name());
        INDArray weight = plain.stepGraph().getArrForVarName(parameter);
        int rows = (int) weight.size(0);
        int columns = (int) weight.size(1);
        float[] weights = HostFloats.read(weight);
        long bias = layer.bytesBefore() - (long) Float.BYTES * weights.length;
        Coded reference = REFERENCE.encode(weights, rows, columns, known);
        double slope = alone(layer.name(), parameter, reference) / error(weights, reference, known);
        List<Choice> choices = new ArrayList<>();
        for (WeightCoding coding : WeightCoding.all()) {
            Coded coded = coding == REFERENCE ? reference : coding.encode(weights, rows, columns, known);
            choices.add(new Choice(
                    layer.name(),
                    Treatment.of(coding, Activations.FLOAT),
                    coding.bytes(rows, columns) + bias,
                    slope * error(weights, coded, known),
                    Optional.of(coded)));
        }
        choices.add(new Choice(layer.name(), Treatment.FLOAT32, layer.bytesBefore(), 0, Optional.empty()));
        return choices;
    }

    /** The divergence where one layer is of the reference coding, with controls and without. */
    private double alone(String layer, String parameter, Coded coded) {
        Session session = QuantizedSession.ofLayer(
                plain,
                layer,
                Treatment.of(REFERENCE, Activations.FLOAT),
                Calibration.of(moments, Map.of(parameter, coded)));
        double sum = 0;
        for (boolean controls : new boolean[] {true, false}) {
            sum += comparer.compare(session, controls, Progress.NONE).all().divergence();
        }
        return Math.max(sum / 2, Double.MIN_NORMAL);
    }

    /** Mean squared error of the layer's output, summed over its rows; of what an embedding holds, of the weights. */
    private static double error(float[] weights, Coded coded, Optional<Moments> moments) {
        float[] errors = coded.decode();
        int columns = coded.columns();
        for (int i = 0; i < errors.length; i++) {
            errors[i] = weights[i] - errors[i];
        }
        double sum = 0;
        try (INDArray e = Nd4j.createFromArray(errors).reshape(-1, columns)) {
            if (moments.isEmpty()) {
                sum = e.norm2Number().doubleValue() * e.norm2Number().doubleValue();
            } else {
                INDArray covariance = Nd4j.createFromArray(moments.get().covariance())
                        .reshape(columns, columns)
                        .castTo(DataType.FLOAT);
                sum = e.mmul(covariance).muli(e).sumNumber().doubleValue();
                // The bias makes up for the mean's share where rounding knows the moments.
                double mean = e.mmul(Nd4j.createFromArray(moments.get().mean()).castTo(DataType.FLOAT))
                        .norm2Number()
                        .doubleValue();
                sum += coded.coding().isGrouped() ? 0 : mean * mean;
            }
        }
        return Math.max(sum, Double.MIN_NORMAL);
    }
}
