package org.amadeus.cli.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amadeus.cli.option.NumberConverters;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.InputFile;
import org.amadeus.data.io.Spelling;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.yaml.YamlText;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A training that can be named and repeated: a YAML file whose keys are the long names of {@link TrainingOptions}, and
 * {@code name}.
 *
 * <pre>
 *   name: my pieces, gently
 *   learning-rate: 0.0001
 *   tempo: [0.95, 1, 1.05]
 *   model-params: {hidden_dim: 256, gru_layers: 2}
 * </pre>
 *
 * @param source the file, as errors name it
 * @param name   what the recipe is called
 * @param values each option's value as on a command line, by key
 */
record TrainingRecipe(String source, String name, Map<String, String> values) {
    private static final String NAME = "name";
    private static final int MOST_BYTES = 1 << 16;
    private static final int LONGEST_NAME = 200;

    /** @throws AmadeusException where it is no recipe, naming the key */
    static TrainingRecipe read(Path file) throws IOException {
        if (SessionName.isBundled(file)) {
            return parse(BundledModel.recipe(), "the recipe of " + BundledModel.NAME, SessionName.BUNDLED);
        }
        byte[] bytes = InputFile.read(file, "a recipe", MOST_BYTES, AmadeusException::new);
        return parse(
                new String(bytes, StandardCharsets.UTF_8),
                file.toString(),
                file.getFileName().toString());
    }

    /** @param unnamed what it is called where it does not say */
    static TrainingRecipe parse(String text, String source, String unnamed) {
        Object root = YamlText.read(text, source, "a recipe", AmadeusException::new);
        if (!(root instanceof Map<?, ?> map)) {
            throw new AmadeusException(source + ": no recipe, expected lines as \"learning-rate: 0.001\"");
        }
        Set<String> known = new TreeSet<>();
        for (OptionSpec option : options(new TrainingOptions()).getCommandSpec().options()) {
            for (String each : option.names()) {
                if (each.startsWith("--")) {
                    known.add(each.substring(2));
                }
            }
        }
        String name = unnamed;
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            String value = value(source, key, entry.getValue());
            if (key.equals(NAME)) {
                name = value;
            } else if (known.contains(key)) {
                values.put(key, value);
            } else {
                throw unknown(source, key, known);
            }
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip()) || name.contains("\n")) {
            throw new AmadeusException(
                    source + ": name is \"" + name + "\", expected a line of at most " + LONGEST_NAME + " characters");
        }
        return new TrainingRecipe(source, name, values);
    }

    private static AmadeusException unknown(String source, String key, Set<String> known) {
        String nearest = known.stream()
                .min((a, b) -> Integer.compare(Spelling.slips(key, a), Spelling.slips(key, b)))
                .orElseThrow();
        boolean option = CommandLine.Model.CommandSpec.forAnnotatedObject(new TrainCommand())
                        .findOption("--" + key)
                != null;
        return new AmadeusException(source + ": "
                + (option
                        ? key + " belongs to a run, not to a recipe: give --" + key + " on the command line"
                        : "a recipe has no key " + key + ". The nearest is " + nearest + "; all are the options of"
                                + " how to train that \"amadeus train --help\" lists, and name"));
    }

    /** As it would stand on a command line: lists with commas, mappings as KEY=VALUE. */
    private static String value(String source, String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> scalar(source, key, each)).collect(Collectors.joining(","));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> each.getKey() + "=" + scalar(source, key, each.getValue()))
                    .collect(Collectors.joining(","));
        }
        return scalar(source, key, value);
    }

    private static String scalar(String source, String key, Object value) {
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        throw new AmadeusException(source + ": " + key + " is " + value + ", expected a number or a word");
    }

    /**
     * The options of a run: those typed, and for the others this recipe's.
     *
     * @param given what was typed
     * @throws AmadeusException where a value is none that the option takes
     */
    TrainingOptions under(ParseResult given) {
        TrainingOptions merged = new TrainingOptions();
        CommandLine line = options(merged);
        List<String> words = new ArrayList<>();
        values.forEach((key, value) -> words.add("--" + key + "=" + value));
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new AmadeusException(source + ": " + e.getMessage(), e);
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            OptionSpec typed = given.matchedOption(option.longestName());
            if (typed != null) {
                option.setValue(typed.getValue());
            }
        }
        return merged;
    }

    /** Reads words into options, as the program does. */
    static CommandLine options(TrainingOptions options) {
        return NumberConverters.register(new CommandLine(options)).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
