package org.amadeus.data.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A MIDI file and what the Python implementation makes of it. Those named asap_ lie outside the project. */
public record GoldenFile(String name, Path midi, Path expectedFile, Path expectedMidi) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The files of the project and, where they are at hand, those of the shared folder. */
    public static Stream<GoldenFile> all() {
        List<GoldenFile> files = new ArrayList<>(in(bundled(), "t", ".json.gz"));
        Path shared = Path.of(System.getProperty("amadeus.shared"), "golden");
        if (Files.isDirectory(shared)) {
            files.addAll(in(shared, "asap_", ".json"));
        }
        return files.stream();
    }

    /** Those from which the reference reads music. */
    public static Stream<GoldenFile> readable() {
        return all().filter(file -> !file.expected().has("error"));
    }

    public static Path bundled() {
        try {
            return Path.of(GoldenFile.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return JSON.readTree(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode expected() {
        return json(expectedFile);
    }

    private static List<GoldenFile> in(Path folder, String prefix, String ending) {
        try (Stream<Path> files = Files.list(folder.resolve("midi"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(file -> {
                        String name = file.getFileName().toString();
                        return new GoldenFile(
                                name,
                                file,
                                folder.resolve("expected").resolve(name + ending),
                                folder.resolve("expected_mid").resolve(name));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
