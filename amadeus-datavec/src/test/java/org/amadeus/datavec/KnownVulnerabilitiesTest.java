package org.amadeus.datavec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.amadeus.testing.KnownVulnerabilities;
import org.junit.jupiter.api.Test;

/** DataVec's old libraries are in no other artifact. */
class KnownVulnerabilitiesTest {
    @Test
    void noLibraryHasAKnownWeaknessWithinReach() throws Exception {
        KnownVulnerabilities known = new KnownVulnerabilities(Path.of("../.ci/osv"));
        Map<String, Collection<String>> found =
                known.in(KnownVulnerabilities.jars(System.getProperty("java.class.path")));
        found.keySet().removeAll(known.accepted());
        assertEquals(Map.of(), found);
    }
}
