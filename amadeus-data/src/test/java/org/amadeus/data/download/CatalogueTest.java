package org.amadeus.data.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void everyBundledSourceSaysWhereAndUnderWhichLicence() {
        Catalogue catalogue = Catalogue.bundled();
        assertFalse(catalogue.sources().isEmpty());
        for (MidiSource source : catalogue.sources()) {
            assertFalse(source.licence().isBlank(), source.name());
            assertFalse(source.addresses().isEmpty(), source.name());
            assertEquals(source.kind() == MidiSource.Kind.PAGES, source.files() != null, source.name());
        }
        assertEquals(64, catalogue.find("maestro").sha256().orElseThrow().length());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        var thrown =
                assertThrows(DownloadException.class, () -> Catalogue.bundled().find("bach"));
        assertTrue(thrown.getMessage().contains("expected one of maestro, classical"), thrown.getMessage());
    }
}
