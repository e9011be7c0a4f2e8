package org.amadeus.web.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    private static final Site SITE = new Site(PortableSession.of(
            "small", Session.untrained(new ModelConfig(3, 240, 24, 12, 1, 0, CodecProfile.EXPRESSIVE), 5)));

    @TempDir
    private Path folder;

    /** The thread is interrupted in the midst of it, as a full disk would end it. */
    @Test
    void aSiteThatCouldNotBeFinishedIsGoneOnWith() throws Exception {
        Path target = folder.resolve("site");
        Thread writer = new Thread(() -> {
            try {
                SITE.write(target);
            } catch (IOException e) {
                return; // as is meant
            }
        });
        writer.start();
        while (!Files.exists(target.resolve(Site.SERVICE_WORKER)) && writer.isAlive()) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        writer.join();
        SITE.write(target);
        for (Map.Entry<String, byte[]> file : SITE.files().entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(target.resolve(file.getKey())), file.getKey());
        }
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("index.html"), "another page");
        assertEquals(
                folder + ": holds other files, expected an empty folder, a new one or an earlier site",
                assertThrows(AmadeusException.class, () -> SITE.write(folder)).getMessage());
        assertEquals("another page", Files.readString(other));
        assertFalse(Files.exists(folder.resolve(Site.SERVICE_WORKER)));
    }
}
