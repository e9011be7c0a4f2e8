package org.amadeus.data.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageLinksTest {
    private static final Pattern MIDI = Pattern.compile("[^\"]+\\.mid");

    @Test
    void aLinkStaysOnItsSiteAndNeverLeadsFromHttpsToHttp() {
        String text =
                "\"a.mid\" \"//files.site.example/b.mid\" \"http://site.example/c.mid\" \"https://else.example/d.mid\"";
        URI here = URI.create("https://site.example/a.mid");
        URI below = URI.create("https://files.site.example/b.mid");
        assertEquals(Set.of(here, below), PageLinks.find(URI.create("https://site.example/"), text, MIDI));
        assertEquals(
                Set.of(
                        URI.create("http://site.example/a.mid"),
                        URI.create("http://files.site.example/b.mid"),
                        URI.create("http://site.example/c.mid")),
                PageLinks.find(URI.create("http://site.example/"), text, MIDI));
    }
}
