package org.amadeus.spark.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Map;
import java.util.OptionalInt;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.cluster.ClusterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ContextsTest {
    private static String refusal(String master, Map<String, String> properties) {
        ClusterSettings settings = new ClusterSettings(master, properties, OptionalInt.empty());
        return assertThrows(AmadeusException.class, () -> Contexts.open(settings))
                .getMessage();
    }

    /** The module's own jar lies beside Spark's and is none of them. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void workersElsewhereAreSentWhatIsNotSparks() {
        String classPath = String.join(
                File.pathSeparator,
                "/a/lib/spark/amadeus-spark.jar",
                "/a/lib/spark/jars/spark-core.jar",
                "/a/lib/amadeus.jar",
                "/a/lib/classes");
        assertEquals("/a/lib/spark/amadeus-spark.jar,/a/lib/amadeus.jar", Contexts.ownJars(classPath, "/a/lib/spark"));
    }

    @Test
    void mastersThatNeedAnotherClientAreTold() {
        for (String master : new String[] {"yarn", "k8s://https://host:6443", "nonsense"}) {
            String told = refusal(master, Map.of());
            assertTrue(told.startsWith("--master " + master + ": ") && told.contains("spark-submit"), told);
        }
    }

    @Test
    void thereAreNoPages() {
        assertTrue(refusal("local", Map.of("spark.ui.enabled", "true")).contains("spark.ui.enabled"));
    }

    @Test
    void aMasterThatSparkDoesNotKnowIsToldInOneLine() {
        String told = refusal("local[many]", Map.of());
        assertTrue(told.startsWith("--master local[many]: "), told);
        assertEquals(1, told.lines().count(), told);
    }
}
