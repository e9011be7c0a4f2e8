package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageModulesTest {
    @Test
    void namesEveryModuleOfThePage() throws Exception {
        Path folder = Path.of(PageModulesTest.class.getResource("page/js").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> there =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(there, PageModules.ALL.stream().sorted().toList());
        }
    }

    @Test
    void samplesGoFromTheLowestToTheHighestKey() {
        assertEquals(30, PageModules.samples().size());
        assertEquals("A0v8.mp3", PageModules.samples().get(21));
        assertEquals("D#4v8.mp3", PageModules.samples().get(63));
        assertEquals("F#4v8.mp3", PageModules.samples().get(66));
        assertEquals("C8v8.mp3", PageModules.samples().get(108));
    }

    @Test
    void everySystemHasItsWayToABrowser() {
        assertEquals(List.of("xdg-open", "http://x"), BrowserWindow.command("Linux", "http://x"));
        assertEquals(List.of("open", "http://x"), BrowserWindow.command("Mac OS X", "http://x"));
        assertEquals(
                List.of("rundll32", "url.dll,FileProtocolHandler", "http://x"),
                BrowserWindow.command("Windows 11", "http://x"));
    }
}
