package org.amadeus.data.download;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The lines of a catalogue. What is wrong with one is an {@link IllegalArgumentException} that names it. */
record CatalogueLines(Properties lines) {
    static CatalogueLines read(Reader text) throws IOException {
        Properties lines = new Properties();
        lines.load(text);
        return new CatalogueLines(lines);
    }

    List<MidiSource> sources() {
        return words("names").stream().map(this::source).toList();
    }

    private MidiSource source(String name) {
        MidiSource.Kind kind = kind(name + ".kind");
        Optional<Pattern> files = pattern(name + ".files");
        if (kind == MidiSource.Kind.PAGES && files.isEmpty()) {
            throw missing(name + ".files");
        }
        return new MidiSource(
                name,
                required(name + ".title"),
                required(name + ".licence"),
                kind,
                addresses(name + ".addresses"),
                value(name + ".sha256"),
                pattern(name + ".pages"),
                files.orElse(null));
    }

    private MidiSource.Kind kind(String key) {
        String value = required(key);
        return Arrays.stream(MidiSource.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is " + value + ", expected archive or pages"));
    }

    private List<URI> addresses(String key) {
        return words(key).stream()
                .map(word -> of(key, word, URI::create, "an address"))
                .toList();
    }

    private Optional<Pattern> pattern(String key) {
        return value(key).map(text -> of(key, text, Pattern::compile, "a regular expression"));
    }

    private static <T> T of(String key, String text, Function<String, T> form, String expected) {
        try {
            return form.apply(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(key + ": " + e.getDescription() + ", expected " + expected, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage() + ", expected " + expected, e);
        }
    }

    private List<String> words(String key) {
        return Arrays.asList(required(key).split("\\s+"));
    }

    private String required(String key) {
        return value(key).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(key));
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(lines.getProperty(key)).map(String::strip);
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("the line " + key + " is missing");
    }
}
