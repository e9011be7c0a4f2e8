package org.amadeus.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Known weaknesses of libraries: OSV's files in a folder, and beside them the ids that are accepted, each with why. */
public final class KnownVulnerabilities {
    private final List<Advisory> advisories = new ArrayList<>();
    private final Properties accepted = new Properties();

    /** Reads the folder, {@code *.json} and {@code accepted.properties}. */
    public KnownVulnerabilities(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                advisories.add(new Advisory(json.readTree(file.toFile())));
            }
        }
        try (Reader in = Files.newBufferedReader(folder.resolve("accepted.properties"))) {
            accepted.load(in);
        }
    }

    /** The jars of a class path. */
    public static List<Path> jars(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    /** Ids of weaknesses in the jars, each with the libraries that have it. */
    public Map<String, Collection<String>> in(List<Path> jars) throws IOException {
        Map<String, Collection<String>> found = new TreeMap<>();
        for (Path jar : jars) {
            for (Library library : Library.in(jar)) {
                add(library, " in " + jar.getFileName(), found);
            }
        }
        return found;
    }

    /** Ids of weaknesses of one library. */
    public Collection<String> of(Library library) {
        Map<String, Collection<String>> found = new TreeMap<>();
        add(library, "", found);
        return found.keySet();
    }

    private void add(Library library, String where, Map<String, Collection<String>> found) {
        for (Advisory advisory : advisories) {
            if (advisory.affects(library)) {
                found.computeIfAbsent(advisory.id(), id -> new TreeSet<>())
                        .add(library.name() + " " + library.version() + where);
            }
        }
    }

    /** Ids that are accepted. */
    public Collection<String> accepted() {
        return new TreeSet<>(accepted.stringPropertyNames());
    }
}
