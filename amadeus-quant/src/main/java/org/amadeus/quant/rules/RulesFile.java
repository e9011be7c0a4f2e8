package org.amadeus.quant.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.amadeus.data.io.InputFile;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.yaml.YamlText;

/**
 * Rules as YAML:
 *
 * <pre>
 *   version: 1
 *   rules:
 *     - {name: "output_fc", treatment: float32}
 *     - {name: "gru\\.cells\\.0\\..*", kind: linear, treatment: int8-weight}
 * </pre>
 *
 * {@code name} is a regular expression for the whole name of a layer, {@code kind} is optional.
 */
public final class RulesFile {
    private static final int VERSION = 1;
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_RULES = 256;
    private static final int LONGEST_PATTERN = 256;

    private final String source;

    private RulesFile(String source) {
        this.source = source;
    }

    /**
     * @throws IOException    where the file cannot be read
     * @throws QuantizationException where it holds no usable rules
     */
    public static List<Rule> read(Path file) throws IOException {
        byte[] bytes = InputFile.read(file, "a file of rules", MOST_BYTES, QuantizationException::new);
        return parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
    }

    /** @param source what to call the text in errors */
    static List<Rule> parse(String text, String source) {
        return new RulesFile(source).parse(text);
    }

    private List<Rule> parse(String text) {
        Map<?, ?> root = mapping(YamlText.read(text, source, "rules", QuantizationException::new), "the file");
        requireKeys(root, "the file", Set.of("version", "rules"));
        if (!Integer.valueOf(VERSION).equals(root.get("version"))) {
            throw new QuantizationException(
                    source + ": version is " + root.get("version") + ", expected version: " + VERSION);
        }
        if (!(root.get("rules") instanceof List<?> list) || list.size() > MOST_RULES) {
            throw new QuantizationException(source + ": rules is no list of at most " + MOST_RULES
                    + ", expected rules: [{name: .., treatment: ..}, ..]");
        }
        List<Rule> rules = new ArrayList<>();
        for (Object item : list) {
            rules.add(rule(mapping(item, "rule " + (rules.size() + 1)), "rule " + (rules.size() + 1)));
        }
        return rules;
    }

    private Rule rule(Map<?, ?> map, String place) {
        requireKeys(map, place, Set.of("name", "kind", "treatment"));
        Optional<LayerKind> kind = map.containsKey("kind")
                ? Optional.of(choose(place + ".kind", map.get("kind"), List.of(LayerKind.values()), LayerKind::id))
                : Optional.empty();
        Treatment treatment = choose(place + ".treatment", map.get("treatment"), Treatment.all(), Treatment::id);
        try {
            return new Rule(pattern(place, map.get("name")), kind, treatment);
        } catch (IllegalArgumentException e) {
            throw new QuantizationException(source + ": " + place + ": " + e.getMessage(), e);
        }
    }

    private Pattern pattern(String place, Object name) {
        if (!(name instanceof String text) || text.isEmpty() || text.length() > LONGEST_PATTERN) {
            String found = String.valueOf(name);
            throw new QuantizationException(source + ": " + place + ".name is "
                    + (found.length() > LONGEST_PATTERN ? found.length() + " characters" : found)
                    + ", expected a regular expression of at most " + LONGEST_PATTERN + " characters");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new QuantizationException(
                    source + ": " + place + ".name is \"" + text + "\": " + e.getDescription() + ", expected a regular"
                            + " expression",
                    e);
        }
    }

    private <T> T choose(String place, Object value, List<T> choices, Function<T, String> id) {
        return choices.stream()
                .filter(choice -> id.apply(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new QuantizationException(source + ": " + place + " is " + value
                        + ", expected one of " + choices.stream().map(id).collect(Collectors.joining(", "))));
    }

    private void requireKeys(Map<?, ?> map, String place, Set<String> known) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String text && known.contains(text))) {
                throw new QuantizationException(source + ": " + place + " has a key " + key + ", expected "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private Map<?, ?> mapping(Object value, String place) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new QuantizationException(
                    source + ": " + place + " is no mapping, expected {version: 1, rules: [..]}");
        }
        return map;
    }
}
