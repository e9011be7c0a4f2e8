package org.amadeus.data.download;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.amadeus.data.io.InputFile;

/** The collections that can be fetched by name. Where they lie is data: {@code catalogue.properties}. */
public final class Catalogue {
    private static final int MOST_BYTES = 1 << 20;

    private final List<MidiSource> sources;

    private Catalogue(List<MidiSource> sources) {
        this.sources = sources;
    }

    /** The collections this version knows. */
    public static Catalogue bundled() {
        try (Reader text = new InputStreamReader(
                Catalogue.class.getResourceAsStream("catalogue.properties"), StandardCharsets.UTF_8)) {
            return new Catalogue(CatalogueLines.read(text).sources());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Another catalogue, in the form of {@code catalogue.properties}, which says what each line means. Its addresses must
     * be of https, or of http on this machine.
     *
     * @throws DownloadException where the file is no catalogue, saying which line is wrong and what was expected
     */
    public static Catalogue read(Path file) throws IOException {
        byte[] bytes = InputFile.read(file, "a file that lists collections", MOST_BYTES, DownloadException::new);
        // Unlike a reader of streams, a decoder refuses what is no UTF-8.
        try (Reader text =
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder())) {
            List<MidiSource> sources = CatalogueLines.read(text).sources();
            sources.forEach(SafeSource::require);
            return new Catalogue(sources);
        } catch (CharacterCodingException e) {
            throw new DownloadException(file + ": is no catalogue: no text in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new DownloadException(
                    file + ": is no catalogue: " + e.getMessage() + ". docs/dataset.md shows the form", e);
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
}
