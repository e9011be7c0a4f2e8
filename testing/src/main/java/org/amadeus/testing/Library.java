package org.amadeus.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A library by its Maven coordinates.
 *
 * @param name    group and artifact, {@code org.slf4j:slf4j-api}
 * @param version its version
 */
public record Library(String name, String version) {
    /**
     * What a jar is, and what is shaded into it: by the coordinates that Maven leaves in jars, and by the jar's place in a
     * repository where it has none.
     */
    static List<Library> in(Path jar) throws IOException {
        List<Library> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom.properties")) {
                    Properties properties = new Properties();
                    try (InputStream in = zip.getInputStream(entry)) {
                        properties.load(in);
                    }
                    found.add(new Library(
                            properties.getProperty("groupId").trim() + ":"
                                    + properties.getProperty("artifactId").trim(),
                            properties.getProperty("version").trim()));
                }
            }
        }
        Library placed = placed(jar.toAbsolutePath());
        if (placed != null && !found.contains(placed)) {
            found.add(placed);
        }
        return found;
    }

    /** Of {@code .../repository/GROUP/OF/IT/ARTIFACT/VERSION/ARTIFACT-VERSION.jar}; null where it is elsewhere. */
    private static Library placed(Path jar) {
        int names = jar.getNameCount();
        for (int i = names - 5; i >= 0; i--) {
            if (jar.getName(i).toString().equals("repository")) {
                String group = jar.subpath(i + 1, names - 3)
                        .toString()
                        .replace(jar.getFileSystem().getSeparator(), ".");
                return new Library(
                        group + ":" + jar.getName(names - 3),
                        jar.getName(names - 2).toString());
            }
        }
        return null;
    }
}
