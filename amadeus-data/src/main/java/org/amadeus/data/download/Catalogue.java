package org.amadeus.data.download;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The collections that can be fetched by name. Where they lie is data: {@code catalogue.properties}. */
public final class Catalogue {
    private final List<MidiSource> sources;

    /** Reads a catalogue in the form of {@code catalogue.properties}, which says what each line means. */
    public Catalogue(Reader text) throws IOException {
        Properties lines = new Properties();
        lines.load(text);
        sources =
                words(lines, "names").stream().map(name -> source(lines, name)).toList();
    }

    /** The collections this version knows. */
    public static Catalogue bundled() {
        try (Reader text = new InputStreamReader(
                Catalogue.class.getResourceAsStream("catalogue.properties"), StandardCharsets.UTF_8)) {
            return new Catalogue(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<MidiSource> sources() {
        return sources;
    }

    /**
     * The collection of that name.
     *
     * @throws DownloadException where there is none; the message lists those there are
     */
    public MidiSource find(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DownloadException("there is no collection \"" + name + "\", expected one of "
                        + sources.stream().map(MidiSource::name).collect(Collectors.joining(", "))));
    }

    private static MidiSource source(Properties lines, String name) {
        return new MidiSource(
                name,
                required(lines, name + ".title"),
                required(lines, name + ".licence"),
                MidiSource.Kind.valueOf(required(lines, name + ".kind").toUpperCase(Locale.ROOT)),
                words(lines, name + ".addresses").stream().map(URI::create).toList(),
                Optional.ofNullable(lines.getProperty(name + ".sha256")),
                Optional.ofNullable(lines.getProperty(name + ".pages")).map(Pattern::compile),
                Optional.ofNullable(lines.getProperty(name + ".files"))
                        .map(Pattern::compile)
                        .orElse(null));
    }

    private static List<String> words(Properties lines, String key) {
        return Arrays.asList(required(lines, key).trim().split("\\s+"));
    }

    private static String required(Properties lines, String key) {
        String value = lines.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the catalogue has no line " + key);
        }
        return value;
    }
}
