package org.amadeus.quant.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
     * Checks that each rule that was given decides about some layer.
     *
     * @param plain a plain step graph
     * @throws QuantizationException naming the first rule that does not, and why
     */
    public void requireUsed(SameDiff plain) {
        RuleUse use = new RuleUse(rules, LayerKind.of(plain));
        IntStream.range(0, given).forEach(use::require);
    }

    /** Names of linear layers of a plain step graph whose rounding asks for moments of their inputs. */
    public Set<String> layersThatNeedMoments(SameDiff plain) {
        return LayerKind.LINEAR.layers(plain).stream()
                .filter(layer -> treatment(layer, LayerKind.LINEAR)
                        .coding()
                        .map(WeightCoding::needsMoments)
                        .orElse(false))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether any rule needs statistics. */
    public boolean needsStatistics() {
        return rules.stream().anyMatch(rule -> rule.treatment().equals(Treatment.INT8_STATIC));
    }
}
