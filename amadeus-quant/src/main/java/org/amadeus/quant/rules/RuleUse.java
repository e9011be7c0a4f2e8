package org.amadeus.quant.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amadeus.data.io.Spelling;
import org.amadeus.quant.QuantizationException;

/** Finds the rule that decides about nothing: a layer's name with a slip in it leaves the layer as it was, silently. */
record RuleUse(List<Rule> rules, Map<String, LayerKind> layers) {
    private static final int NEAREST = 3;

    /** @param number of the rule that has to decide about some layer */
    void require(int number) {
        Rule rule = rules.get(number);
        List<String> named = layers.keySet().stream().filter(rule::matches).toList();
        List<String> fitting = named.stream()
                .filter(layer -> rule.appliesTo(layer, layers.get(layer)))
                .toList();
        String what = "rule \"" + rule.name() + "\" (" + rule.treatment().id() + ") ";
        if (named.isEmpty()) {
            throw new QuantizationException(
                    what + "matches no layer. Nearest: " + nearest(rule.name().pattern()));
        }
        if (fitting.isEmpty()) {
            throw new QuantizationException(what + "can't apply: " + named.get(0) + " is of kind "
                    + layers.get(named.get(0)).id() + ", which can't become "
                    + rule.treatment().id() + (rule.kind().isPresent() ? " by a rule for other kinds" : ""));
        }
        List<Rule> before = rules.subList(0, number);
        boolean decides = fitting.stream()
                .anyMatch(layer -> before.stream().noneMatch(other -> other.appliesTo(layer, layers.get(layer))));
        if (!decides) {
            throw new QuantizationException(
                    what + "decides about nothing: rules before it take all layers that it matches");
        }
    }

    private String nearest(String pattern) {
        String plain = pattern.replaceAll("\\\\[QE]|[\\\\^$]", "");
        return layers.keySet().stream()
                .sorted(Comparator.comparingInt(layer -> Spelling.slips(plain, layer)))
                .limit(NEAREST)
                .collect(Collectors.joining(", "));
    }
}
