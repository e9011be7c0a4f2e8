package org.amadeus.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A dictionary that libFuzzer can't read ends the fuzzing before it begins, and nothing says so where inputs are only repeated. */
class DictionariesTest {
    /** What libFuzzer's ParseOneDictionaryEntry takes between quotation marks. */
    private static final Pattern ENTRY =
            Pattern.compile("([\\x20-\\x7E&&[^\\\\]]|\\\\\\\\|\\\\\"|\\\\x[0-9A-Fa-f]{2})+");

    @Test
    void everyEntryCanBeRead() throws Exception {
        Path classes = Path.of(DictionariesTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith("FuzzTest.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
        int entries = 0;
        for (String name : names) {
            for (Method method : Class.forName(name, false, DictionariesTest.class.getClassLoader())
                    .getDeclaredMethods()) {
                for (DictionaryEntries dictionary : method.getAnnotationsByType(DictionaryEntries.class)) {
                    for (String entry : dictionary.value()) {
                        assertTrue(ENTRY.matcher(entry).matches(), name + ": " + entry);
                        entries++;
                    }
                }
            }
        }
        assertTrue(entries > 50, entries + " entries found");
    }
}
