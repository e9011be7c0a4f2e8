package org.amadeus.quant.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amadeus.data.io.Spelling;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.coding.WeightCoding;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Rules in order: of those that apply to a layer the first one counts; a layer that none applies to stays float32.
 *
 * @param name  what the rules are called, for reports
 * @param rules in order
 * @param given how many of them, the first ones, were given beside the set itself: each has to decide about some layer
 */
public record Rules(String name, List<Rule> rules, int given) {
    private static final int NEAREST = 3;

    public Rules {
        rules = List.copyOf(rules);
    }

    /** A set of rules as it is. */
    public Rules(String name, List<Rule> rules) {
        this(name, rules, 0);
    }

    /** These rules with others before them. */
    public Rules after(List<Rule> first) {
        List<Rule> all = new ArrayList<>(first);
        all.addAll(rules);
        return new Rules(name, all, given + first.size());
    }

    /** What becomes of a layer. */
    public Treatment treatment(String layer, LayerKind kind) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(layer, kind))
                .map(Rule::treatment)
                .findFirst()
                .orElse(Treatment.FLOAT32);
    }

    /**
     * Checks that each rule that was given decides about some layer: a layer's name with a slip in it leaves the layer as it
     * was, silently.
     *
     * @param plain a plain step graph
     * @throws QuantizationException naming the first rule that does not, and why
     */
    public void requireUsed(SameDiff plain) {
        Map<String, LayerKind> layers = LayerKind.of(plain);
        IntStream.range(0, given).forEach(number -> requireUsed(number, layers));
    }

    private void requireUsed(int number, Map<String, LayerKind> layers) {
        Rule rule = rules.get(number);
        List<String> named = layers.keySet().stream().filter(rule::matches).toList();
        List<String> fitting = named.stream()
                .filter(layer -> rule.appliesTo(layer, layers.get(layer)))
                .toList();
        String what = "rule \"" + rule.name() + "\" (" + rule.treatment().id() + ") ";
        if (named.isEmpty()) {
            throw new QuantizationException(
                    what + "matches no layer. Nearest: " + nearest(rule.name().pattern(), layers.keySet()));
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

    private static String nearest(String pattern, Set<String> layers) {
        String plain = pattern.replaceAll("\\\\[QE]|[\\\\^$]", "");
        return layers.stream()
                .sorted(Comparator.comparingInt(layer -> Spelling.slips(plain, layer)))
                .limit(NEAREST)
                .collect(Collectors.joining(", "));
    }

    /** Names of linear layers of a plain step graph whose rounding asks for moments of their inputs. */
    public Set<String> layersThatNeedMoments(SameDiff plain) {
        return LayerKind.LINEAR.layers(plain).stream()
                .filter(layer -> treatment(layer, LayerKind.LINEAR)
                        .coding()
                        .map(WeightCoding::isGrouped)
                        .orElse(false))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether any rule needs statistics. */
    public boolean needsStatistics() {
        return rules.stream().anyMatch(rule -> rule.treatment().equals(Treatment.INT8_STATIC));
    }
}
