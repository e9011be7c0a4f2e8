package org.amadeus.quant.rules;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.op.network.AmadeusGruGates;
import org.amadeus.model.op.network.AmadeusLinear;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;

/** Finds the rule that decides about nothing: a layer's name with a slip in it leaves the layer as it was, silently. */
final class RuleUse {
    private static final int NEAREST = 3;

    private final Rules rules;
    private final Map<String, LayerKind> layers = new LinkedHashMap<>();

    private RuleUse(Rules rules, SameDiff plain) {
        this.rules = rules;
        plain.getOps().values().forEach(op -> {
            LayerKind kind = kind(op.getOp());
            if (kind != LayerKind.OTHER) {
                layers.put(op.getOutputsOfOp().get(0), kind);
            }
        });
    }

    static void check(Rules rules, SameDiff plain) {
        RuleUse use = new RuleUse(rules, plain);
        for (int i = 0; i < rules.given(); i++) {
            use.requireUsed(i);
        }
    }

    private static LayerKind kind(DifferentialFunction op) {
        if (op instanceof AmadeusLinear) {
            return LayerKind.LINEAR;
        }
        if (op instanceof AmadeusEmbedding) {
            return LayerKind.EMBEDDING;
        }
        return op instanceof AmadeusGruGates ? LayerKind.GATES : LayerKind.OTHER;
    }

    private void requireUsed(int number) {
        Rule rule = rules.rules().get(number);
        List<String> named =
                layers.keySet().stream().filter(layer -> rule.matches(layer)).toList();
        List<String> fitting = named.stream()
                .filter(layer -> rule.appliesTo(layer, layers.get(layer)))
                .toList();
        String what = "rule \"" + rule.name() + "\" (" + rule.treatment().id() + ") ";
        if (named.isEmpty()) {
            throw new RulesException(
                    what + "matches no layer. Nearest: " + nearest(rule.name().pattern()));
        }
        if (fitting.isEmpty()) {
            throw new RulesException(what + "can't apply: " + named.get(0) + " is of kind "
                    + layers.get(named.get(0)).id() + ", which can't become "
                    + rule.treatment().id() + (rule.kind().isPresent() ? " by a rule for other kinds" : ""));
        }
        List<Rule> before = rules.rules().subList(0, number);
        boolean decides = fitting.stream()
                .anyMatch(layer -> before.stream().noneMatch(other -> other.appliesTo(layer, layers.get(layer))));
        if (!decides) {
            throw new RulesException(what + "decides about nothing: rules before it take all layers that it matches");
        }
    }

    private String nearest(String pattern) {
        String plain = pattern.replaceAll("\\\\[QE]|[\\\\^$]", "");
        return layers.keySet().stream()
                .sorted(Comparator.comparingInt(layer -> distance(plain, layer)))
                .limit(NEAREST)
                .collect(Collectors.joining(", "));
    }

    /** Levenshtein's: letters to put in, take out or change. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
