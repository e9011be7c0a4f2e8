package org.amadeus.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.amadeus.testing.KnownVulnerabilities;
import org.junit.jupiter.api.Test;

/** Spark's libraries are in no other artifact. */
class KnownVulnerabilitiesTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void noLibraryHasAKnownWeaknessWithinReach() throws Exception {
        KnownVulnerabilities known = new KnownVulnerabilities(Path.of("../.ci/osv"));
        Map<String, Collection<String>> found = known.in(KnownVulnerabilities.jars(CLASS_PATH));
        found.keySet().removeAll(known.accepted());
        assertEquals(Map.of(), found);
        assertTrue(CLASS_PATH.contains("spark-core_2.13"), "this is about Spark's libraries");
    }

    /** What other masters and other tools than ours need stays away, with its weaknesses. */
    @Test
    void whatIsNotUsedIsNotThere() {
        for (String part : List.of("zookeeper", "curator", "hive", "kubernetes", "rocksdb", "py4j", "jersey-server")) {
            assertEquals(
                    List.of(),
                    KnownVulnerabilities.jars(CLASS_PATH).stream()
                            .filter(jar -> jar.getFileName().toString().contains(part))
                            .toList());
        }
    }
}
