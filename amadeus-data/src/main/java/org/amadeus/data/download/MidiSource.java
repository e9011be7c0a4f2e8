package org.amadeus.data.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public collection of MIDI files.
 *
 * @param name      what a user calls it
 * @param title     one line on what it holds
 * @param licence   one line on what may be done with it, and whom to name
 * @param kind      how it is published
 * @param addresses a zip file, or the pages to begin with
 * @param sha256    the archive's checksum, 64 lower-case hexadecimal digits, where its publisher gives one
 * @param pages     links to follow from the first pages, where there are further pages
 * @param files     links that are MIDI files; null for an archive
 */
public record MidiSource(
        String name,
        String title,
        String licence,
        Kind kind,
        List<URI> addresses,
        Optional<String> sha256,
        Optional<Pattern> pages,
        Pattern files) {

    /** How a collection is published. */
    public enum Kind {
        ARCHIVE,
        PAGES
    }
}
