package org.amadeus.testing;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A known weakness in OSV's format, https://ossf.github.io/osv-schema/.
 *
 * @param json its file
 */
record Advisory(JsonNode json) {
    /** Its CVE where it has one, else what OSV calls it. */
    String id() {
        for (JsonNode alias : json.path("aliases")) {
            if (alias.asText().startsWith("CVE-")) {
                return alias.asText();
            }
        }
        return json.path("id").asText();
    }

    boolean affects(Library library) {
        if (json.hasNonNull("withdrawn")) {
            return false;
        }
        for (JsonNode affected : json.path("affected")) {
            JsonNode of = affected.path("package");
            if (of.path("ecosystem").asText().equals("Maven")
                    && of.path("name").asText().equals(library.name())) {
                for (JsonNode version : affected.path("versions")) {
                    if (version.asText().equals(library.version())) {
                        return true;
                    }
                }
                for (JsonNode range : affected.path("ranges")) {
                    if (!range.path("type").asText().equals("GIT") && holds(range.path("events"), library.version())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Events come in the order of their versions: each opens or closes what is affected. */
    private static boolean holds(JsonNode events, String version) {
        boolean inside = false;
        for (JsonNode event : events) {
            if (event.has("introduced")) {
                inside |= order(event.path("introduced").asText(), version) <= 0;
            } else if (event.has("fixed")) {
                inside &= order(version, event.path("fixed").asText()) < 0;
            } else if (event.has("last_affected")) {
                inside &= order(version, event.path("last_affected").asText()) <= 0;
            }
        }
        return inside;
    }

    private static int order(String one, String other) {
        return one.equals("0") ? -1 : new ComparableVersion(one).compareTo(new ComparableVersion(other));
    }
}
