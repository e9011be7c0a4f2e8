package org.amadeus.model.session;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What there is to tell about a session, as labelled lines for people to read. */
public final class SessionSummary {
    private SessionSummary() {}

    /** Line by label, in the order to show them. */
    public static Map<String, String> of(Session session) {
        Map<String, String> lines = new LinkedHashMap<>();
        ModelConfig config = session.config();
        lines.put(
                "model",
                "Performance RNN, "
                        + Counted.of(config.gruLayers(), config.cell().id().toUpperCase(Locale.ROOT) + " layer")
                        + " of " + config.hiddenDim() + ", "
                        + config.eventDim() + " events, " + config.controlDim() + " controls, init " + config.initDim()
                        + ", dropout " + config.gruDropout());
        lines.put("codec profile", config.profile().id());
        lines.put("weights", weights(session));
        lines.put("training", training(session));
        session.provenance()
                .forEach((label, text) -> lines.putIfAbsent(Printable.escape(label), Printable.escape(text)));
        return lines;
    }

    private static String weights(Session session) {
        Map<DataType, Long> counts = new EnumMap<>(DataType.class);
        Map<String, Long> kept = new LinkedHashMap<>();
        Set<String> counted = new HashSet<>();
        session.kept().forEach(parameter -> {
            kept.merge(parameter.type(), parameter.rows() * parameter.columns(), Long::sum);
            counted.add(parameter.array());
        });
        for (SDVariable variable : session.stepGraph().variables()) {
            INDArray array = variable.isConstant() || variable.getVariableType() == VariableType.VARIABLE
                    ? variable.getArr()
                    : null;
            if (array != null && !counted.contains(variable.name())) {
                counts.merge(array.dataType(), array.length(), Long::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((type, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%,d %s", count, name(type))));
        kept.forEach((type, count) -> text.append(String.format(Locale.ROOT, ", %,d %s", count, type)));
        return text.append(session.isPlain() ? "" : " (quantized)").toString();
    }

    private static String name(DataType type) {
        return switch (type) {
            case FLOAT -> "float32";
            case HALF -> "float16";
            case BYTE -> "int8";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String training(Session session) {
        TrainingProgress progress = session.progress();
        if (progress.iterations() == 0 && session.optimizer().isEmpty()) {
            return "not recorded, no optimizer state";
        }
        StringBuilder text = new StringBuilder(Counted.of(progress.iterations(), "iteration"));
        if (progress.seconds() > 0) {
            boolean brief = progress.seconds() < 90;
            double time = brief ? progress.seconds() : progress.seconds() / 60;
            text.append(String.format(Locale.ROOT, brief ? " in %.3g s" : " in %.0f minutes", time));
        }
        append(text, "training loss", progress.trainLoss());
        append(text, "validation NLL", progress.validationNll());
        append(text, "best", progress.bestNll());
        return text.append(session.optimizer().isPresent() ? ", can go on (has Adam's state)" : ", no optimizer state")
                .toString();
    }

    private static void append(StringBuilder text, String label, OptionalDouble nats) {
        nats.ifPresent(value -> text.append(String.format(Locale.ROOT, ", %s %.4f", label, value)));
    }
}
