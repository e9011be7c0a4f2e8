package org.amadeus.model.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendTest {
    @TempDir
    Path folder;

    @Test
    void thisBuildHasExactlyOne() {
        assertEquals(1, Backend.find(getClass().getClassLoader()).size());
        Backend.require();
        assertEquals(Optional.empty(), Backend.warning());
    }

    @Test
    void noneIsAnErrorThatSaysWhatToAdd() throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            List<String> found = Backend.find(empty);
            String message = assertThrows(AmadeusException.class, () -> Backend.require(found))
                    .getMessage();
            assertTrue(message.startsWith("no ND4J backend is on the class path"), message);
            assertTrue(message.contains("nd4j-native"), message);
        }
    }

    @Test
    void twoAreNamedInAWarningAndNotRefused() throws Exception {
        Path services = folder.resolve("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend");
        Files.createDirectories(services.getParent());
        Files.writeString(services, "# licence\norg.example.CpuBackend\norg.example.GpuBackend # a comment\n");
        try (URLClassLoader two = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            List<String> found = Backend.find(two);
            Backend.require(found);
            String message = Backend.warning(found).orElseThrow();
            assertTrue(message.startsWith("2 ND4J backends"), message);
            assertTrue(message.contains("org.example.CpuBackend, org.example.GpuBackend"), message);
        }
    }

    @Test
    void whatANativeLibraryMissesIsSaid() {
        assertEquals(Optional.empty(), Backend.problem(getClass().getName()));
        String missing = Backend.problem(Driverless.class.getName()).orElseThrow();
        assertTrue(missing.contains("no_driver_of_this_name"), missing);
        assertTrue(Backend.problem("org.example.NotThere").orElseThrow().contains("NotThere"));
    }

    /** As CUDA's classes without a driver. */
    static final class Driverless {
        static {
            System.loadLibrary("no_driver_of_this_name");
        }

        private Driverless() {}
    }
}
