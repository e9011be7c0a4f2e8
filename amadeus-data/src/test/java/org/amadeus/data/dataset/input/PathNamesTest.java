package org.amadeus.data.dataset.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.MadeUpMidi;
import org.amadeus.data.dataset.build.PreprocessReport;
import org.amadeus.data.dataset.build.Preprocessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class PathNamesTest {
    @TempDir
    private Path temp;

    @Test
    void namesArePathsWithSlashes() {
        PathNames names = new PathNames(temp);
        assertEquals("a/b c%d.mid", names.of(temp.resolve("a").resolve("b c%d.mid")));
        assertEquals("plain", names.of(temp.resolve("plain")));
    }

    /** Where the locale can write no accents, files whose names differ by accents alone are still as many files. */
    @Test
    void theLocaleDoesNotMatter() throws Exception {
        assumeTrue(File.separatorChar == '/' && !System.getProperty("os.name").startsWith("Mac"), "Linux only");
        Path midi = Files.createDirectory(temp.resolve("midi"));
        MadeUpMidi.write(temp.resolve("one.mid"), 20, 1);
        MadeUpMidi.write(temp.resolve("two.mid"), 20, 2);
        MadeUpMidi.write(temp.resolve("three.mid"), 20, 3);
        shell(
                "cp one.mid midi/\"$(printf 'Pr\\303\\251lude.mid')\" && cp two.mid midi/\"$(printf 'Pr\\303\\250lude.mid')\""
                        + " && cp three.mid midi/\"$(printf 'Pr\\351lude.mid')\"");
        for (String locale : List.of("C", "C.UTF-8", "C")) {
            Process run = java(locale, midi);
            String said = new String(run.getInputStream().readAllBytes());
            assertEquals(0, run.waitFor(), said);
            assertEquals("3", said.strip(), "pieces under " + locale);
        }
        assertEquals(
                List.of("Pr\\xe9lude.mid", "Pr\u00e8lude.mid", "Pr\u00e9lude.mid"),
                PerformanceDataset.open(temp.resolve("store")).pieces().stream()
                        .map(Piece::name)
                        .toList());
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(temp.toFile())
                .inheritIO()
                .start();
        assumeTrue(process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0, "no such names here");
    }

    private Process java(String locale, Path midi) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                midi.toString(),
                temp.resolve("store").toString());
        builder.environment().put("LC_ALL", locale);
        return builder.redirectErrorStream(true).start();
    }

    /** Preprocesses a folder: prints how many pieces there are. */
    public static final class Run {
        public static void main(String[] args) throws IOException {
            PreprocessReport report = new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1)
                    .run(Path.of(args[0]), Path.of(args[1]), false, Progress.NONE);
            System.out.println(report.pieces());
        }
    }
}
