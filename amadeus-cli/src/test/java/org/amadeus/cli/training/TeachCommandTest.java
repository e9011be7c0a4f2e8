package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachCommandTest {
    @TempDir
    Path folder;

    private Path small() {
        Path file = folder.resolve("small.amadeus");
        SessionFiles.save(Session.untrained(new ModelConfig(3, 240, 24, 12, 1, 0, CodecProfile.EXPRESSIVE), 5), file);
        return file;
    }

    @Test
    void aFolderOfMusicBecomesAModelThatPlays() throws IOException {
        Path midi = folder.resolve("midi");
        MadeUpMidi.write(midi, 2, 120);
        Files.copy(midi.resolve("piece1.mid"), midi.resolve("twice.mid"));
        Files.writeString(midi.resolve("bad.mid"), "no music");
        Path mine = folder.resolve("new/mine.amadeus");
        CliRun run = CliRun.of("teach", midi, "-o", mine, "-s", small(), "--iterations", 50, "--threads", 1);
        assertEquals(0, run.exit(), run.err() + run.out());
        assertTrue(run.err().contains("skipped bad.mid: "), run.err());
        assertTrue(run.err().contains("skipped twice.mid: "), run.err());
        assertTrue(run.err().contains("0.8 minutes are little"), run.err());
        assertTrue(run.out().contains("music in 2 pieces; held out to judge by: the end of each"), run.out());
        Matcher figures = Pattern.compile("held out +(\\S+) +-> +(\\S+)").matcher(run.out());
        assertTrue(figures.find(), run.out());
        assertTrue(Double.parseDouble(figures.group(2)) < Double.parseDouble(figures.group(1)), run.out());
        assertTrue(run.out().contains("Next: amadeus generate -s " + mine), run.out());
        assertEquals("int8", SessionFiles.load(mine).precision());

        CliRun played = CliRun.of("generate", "-s", mine, "-l", 30, "-o", folder.resolve("music"));
        assertEquals(0, played.exit(), played.err());
        assertTrue(Files.exists(folder.resolve("music/output-000.mid")));
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsRead() {
        CliRun form = CliRun.of("teach", folder.resolve("none"), "-o", folder.resolve("mine.sess"));
        assertEquals(2, form.exit());
        assertTrue(form.error().contains("name it .amadeus"), form.error());
        CliRun place = CliRun.of("teach", folder.resolve("none"), "-o", folder);
        assertEquals(2, place.exit());
        assertTrue(place.error().contains("is a folder"), place.error());
        CliRun time = CliRun.of("teach", folder.resolve("none"), "-o", folder.resolve("mine.amadeus"), "--minutes", 0);
        assertEquals(2, time.exit());
        assertTrue(time.error().contains("--minutes is 0.0"), time.error());
        CliRun missing =
                CliRun.of("teach", folder.resolve("none"), "-o", folder.resolve("mine.amadeus"), "-s", small());
        assertEquals(1, missing.exit());
        assertTrue(missing.error().contains("none"), missing.error());
        assertFalse(Files.exists(folder.resolve("mine.amadeus")));
    }
}
