package org.amadeus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amadeus.testing.KnownVulnerabilities;
import org.amadeus.testing.Library;
import org.junit.jupiter.api.Test;

/** The program's libraries against the list in .ci/osv, which .ci/osv-update brings up to date. */
class KnownVulnerabilitiesTest {
    private static final Path LIST = Path.of("../.ci/osv");

    @Test
    void noLibraryHasAKnownWeaknessWithinReach() throws Exception {
        KnownVulnerabilities known = new KnownVulnerabilities(LIST);
        Map<String, Collection<String>> found =
                known.in(KnownVulnerabilities.jars(System.getProperty("java.class.path")));
        Map<String, Collection<String>> open = new TreeMap<>(found);
        open.keySet().removeAll(known.accepted());
        assertEquals(Map.of(), open, "raise these libraries, or say in .ci/osv/accepted.properties why they may stay");
        Set<String> needless = new TreeSet<>(known.accepted());
        needless.removeAll(found.keySet());
        assertEquals(Set.of(), needless, "accepted, but no library has them any more");
    }

    @Test
    void versionsAreComparedAsMavenDoes() throws Exception {
        KnownVulnerabilities known = new KnownVulnerabilities(LIST);
        assertTrue(known.of(new Library("org.apache.commons:commons-compress", "1.21"))
                .containsAll(Set.of("CVE-2024-25710", "CVE-2024-26308")));
        assertEquals(Set.of(), Set.copyOf(known.of(new Library("org.apache.commons:commons-compress", "1.26.0"))));
        assertTrue(known.of(new Library("io.netty:netty-codec-http", "4.1.9.Final"))
                .contains("CVE-2024-29025"));
        assertTrue(known.of(new Library("com.fasterxml.jackson.core:jackson-databind", "2.13.3"))
                .contains("CVE-2022-42003"));
        assertEquals(
                Set.of(), Set.copyOf(known.of(new Library("com.fasterxml.jackson.core:jackson-databind", "2.12.7.1"))));
    }
}
