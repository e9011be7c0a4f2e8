package org.amadeus.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library that is carried has its licence beside it. */
class LicencesTest {
    private static final Path LICENCES = Launch.DISTRIBUTION.resolve("licences");
    /** A line of the list: licences in brackets, a name, and group:artifact:version. */
    private static final Pattern LINE =
            Pattern.compile("\\s+((?:\\([^()]+(?:\\([^()]*\\)[^()]*)*\\) )+).*\\([^:() ]+:([^:() ]+):([^: ]+) - .*");

    @Test
    void everyJarHasTheTextOfALicence() throws IOException {
        List<String> list = Files.readAllLines(LICENCES.resolve("THIRD-PARTY.txt"));
        List<String> without = new ArrayList<>();
        for (String jar : names(Launch.DISTRIBUTION.resolve("lib"), ".jar")) {
            if (!jar.startsWith("amadeus") && !hasFolder(jar) && !hasText(jar, list)) {
                without.add(jar);
            }
        }
        assertEquals(List.of(), without, "no text of a licence");
    }

    @Test
    void theModelsAndTheProgramsOwnAreThere() {
        assertTrue(Files.isRegularFile(LICENCES.resolve("amadeus-model-asap.txt")));
        assertTrue(Files.isRegularFile(Launch.DISTRIBUTION.resolve("LICENSE")));
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasFolder(String jar) throws IOException {
        Path folder = LICENCES.resolve(jar + "-jar");
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    private static boolean hasText(String jar, List<String> list) throws IOException {
        List<String> texts = names(LICENCES, ".txt");
        for (String line : list) {
            Matcher library = LINE.matcher(line);
            if (library.matches() && jar.startsWith(library.group(2) + "-" + library.group(3))) {
                return texts.stream().anyMatch(text -> library.group(1).contains("(" + text + ")"));
            }
        }
        return false;
    }
}
