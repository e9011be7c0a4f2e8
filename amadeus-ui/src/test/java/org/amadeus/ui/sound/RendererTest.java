package org.amadeus.ui.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.media.sound.EmergencySoundbank;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.ui.midi.TimedMessage;
import org.amadeus.ui.midi.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    /** A from 1.0 s to 2.0 s. */
    private static final Timeline ONE_NOTE =
            new Timeline(List.of(new TimedMessage(1, 0x90, 69, 90), new TimedMessage(2, 0x80, 69, 0)), 2);

    @TempDir
    private Path folder;

    static Stream<Arguments> synths() {
        return Stream.of(
                Arguments.of("piano", (Supplier<Synth>) PianoSynth::new),
                Arguments.of("gervill", (Supplier<Synth>) GervillSynth::general));
    }

    private short[] render(Synth synth, Timeline timeline) throws Exception {
        Path wav = folder.resolve("out.wav");
        try (synth) {
            Renderer.Rendered rendered = new Renderer(synth).render(timeline, wav, Progress.NONE);
            try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
                assertEquals(44_100, in.getFormat().getSampleRate());
                assertEquals(2, in.getFormat().getChannels());
                assertEquals(16, in.getFormat().getSampleSizeInBits());
                assertEquals(rendered.seconds(), in.getFrameLength() / 44_100.0, 1e-9);
                byte[] pcm = in.readAllBytes();
                short[] samples = new short[pcm.length / 2];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) ((pcm[2 * i] & 0xFF) | pcm[2 * i + 1] << 8);
                }
                return samples;
            }
        }
    }

    private static double loudness(short[] stereo, double from, double to) {
        double sum = 0;
        int begin = 2 * (int) (from * 44_100);
        int end = 2 * (int) (to * 44_100);
        for (int i = begin; i < end; i++) {
            sum += (double) stereo[i] * stereo[i];
        }
        return Math.sqrt(sum / (end - begin)) / 32768;
    }

    private static int peak(short[] samples) {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("synths")
    void aNoteIsHeardWhenItIsPlayedAndNotBefore(String name, Supplier<Synth> synth) throws Exception {
        short[] sound = render(synth.get(), ONE_NOTE);
        double seconds = sound.length / 2 / 44_100.0;
        assertTrue(seconds >= 2 && seconds <= 10, name + ": " + seconds);
        assertEquals(0, loudness(sound, 0, 0.98), 1e-4);
        assertTrue(loudness(sound, 1.02, 1.3) > 0.02, name);
        assertTrue(loudness(sound, seconds - 0.2, seconds) < 1e-3, name);
        assertTrue(peak(sound) > 20_000 && peak(sound) < 32_000, name + ": " + peak(sound));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("synths")
    void theNoteHasItsPitch(String name, Supplier<Synth> synth) throws Exception {
        short[] sound = render(synth.get(), ONE_NOTE);
        double best = 0;
        double found = 0;
        for (double f = 400; f <= 480; f += 0.5) {
            double power = power(sound, f);
            if (power > best) {
                best = power;
                found = f;
            }
        }
        assertEquals(440, found, 2.5, name);
    }

    /** The power of one frequency between 1.2 s and 1.9 s, left channel. */
    private static double power(short[] sound, double f) {
        double re = 0;
        double im = 0;
        for (int n = 52_920; n < 83_790; n++) {
            double phase = 2 * Math.PI * f * n / 44_100;
            re += sound[2 * n] * Math.cos(phase);
            im += sound[2 * n] * Math.sin(phase);
        }
        return re * re + im * im;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("synths")
    void thePedalHoldsTheNote(String name, Supplier<Synth> synth) throws Exception {
        Timeline pedalled = new Timeline(
                List.of(
                        new TimedMessage(0, 0xB0, 64, 127),
                        new TimedMessage(0, 0x90, 60, 90),
                        new TimedMessage(0.2, 0x80, 60, 0),
                        new TimedMessage(2, 0xB0, 64, 0)),
                2);
        Timeline dry = new Timeline(List.of(new TimedMessage(0, 0x90, 60, 90), new TimedMessage(0.2, 0x80, 60, 0)), 2);
        assertTrue(
                loudness(render(synth.get(), pedalled), 0.9, 1.2) > 8 * loudness(render(synth.get(), dry), 0.9, 1.2),
                name);
    }

    @Test
    void louderBlowsAreLouderAndBrighter() throws Exception {
        Timeline blows = new Timeline(
                List.of(
                        new TimedMessage(0, 0x90, 60, 30),
                        new TimedMessage(0.5, 0x80, 60, 0),
                        new TimedMessage(2, 0x90, 60, 120),
                        new TimedMessage(2.5, 0x80, 60, 0)),
                3);
        short[] sound = render(new PianoSynth(), blows);
        assertTrue(loudness(sound, 2, 2.4) > 4 * loudness(sound, 0, 0.4));
    }

    @Test
    void thickChordsOnEveryKeyDoNotClip() throws Exception {
        List<TimedMessage> all = Stream.iterate(21, key -> key + 1)
                .limit(88)
                .map(key -> new TimedMessage(0.1, 0x90, key, 127))
                .toList();
        short[] sound = render(new PianoSynth(), new Timeline(all, 1));
        assertTrue(peak(sound) < 32_000);
    }

    @Test
    void nothingIsWrittenToTheHome() throws Exception {
        render(GervillSynth.general(), ONE_NOTE);
        Path home = Path.of(System.getProperty("user.home"));
        assertFalse(Files.exists(home.resolve(".gervill")));
        assertFalse(Files.exists(home.resolve(".java/.userPrefs/com")));
    }

    @Test
    void aSoundFontIsPlayed() throws Exception {
        Path font = folder.resolve("own.sf2");
        EmergencySoundbank.createSoundbank().save(font.toFile());
        short[] sound = render(GervillSynth.of(font), ONE_NOTE);
        assertTrue(loudness(sound, 1.02, 1.3) > 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF, but not really", "x", ""})
    void whatIsNoSoundFontIsRefused(String content) throws IOException {
        Path font = Files.writeString(folder.resolve("bad.sf2"), content);
        AmadeusException e = assertThrows(AmadeusException.class, () -> GervillSynth.of(font));
        assertEquals(font + ": no sound font, expected an SF2 or DLS file", e.getMessage());
    }

    @Test
    void aPieceTooLongForAWavFileIsRefused() {
        Timeline endless = new Timeline(List.of(new TimedMessage(0, 0x90, 60, 1)), 8 * 3600);
        Path wav = folder.resolve("out.wav");
        AmadeusException e = assertThrows(
                AmadeusException.class, () -> new Renderer(new PianoSynth()).render(endless, wav, Progress.NONE));
        assertTrue(e.getMessage().endsWith("lasts 480 minutes, a WAV file holds 360 at most"), e.getMessage());
        assertFalse(Files.exists(wav));
    }

    @Test
    void whatIsBrokenOffLeavesNothingBehind() throws Exception {
        Path wav = Files.writeString(folder.resolve("out.wav"), "old");
        Timeline hour =
                new Timeline(List.of(new TimedMessage(0, 0x90, 69, 90), new TimedMessage(3600, 0x80, 69, 0)), 3600);
        Progress interrupt = (done, total, note) -> {
            if (done >= 1) {
                Thread.currentThread().interrupt();
            }
            // It waits without a name, or at least beside what it is for.
            assertTrue(namesIn(folder).stream().allMatch(name -> name.contains("out.wav")));
        };
        try (PianoSynth synth = new PianoSynth()) {
            assertThrows(ClosedByInterruptException.class, () -> new Renderer(synth).render(hour, wav, interrupt));
        }
        assertTrue(Thread.interrupted());
        assertEquals(List.of("out.wav"), namesIn(folder));
        assertEquals("old", Files.readString(wav));
    }

    @Test
    void aFaultLeavesNothingBehind() throws Exception {
        Path wav = Files.writeString(folder.resolve("out.wav"), "old");
        Progress broken = (done, total, note) -> {
            throw new IllegalStateException("on purpose");
        };
        try (PianoSynth synth = new PianoSynth()) {
            assertThrows(IllegalStateException.class, () -> new Renderer(synth).render(ONE_NOTE, wav, broken));
        }
        assertEquals(List.of("out.wav"), namesIn(folder));
        assertEquals("old", Files.readString(wav));
    }

    @Test
    void aDiskThatFillsWhileTheFileIsWrittenLeavesTheOldOne() throws Exception {
        Path wav = Files.writeString(folder.resolve("out.wav"), "old");
        InputStream full = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("No space left on device");
                }
                return 0;
            }
        };
        IOException e = assertThrows(IOException.class, () -> WavFile.write(wav, full, 1_000_000));
        assertTrue(e.getMessage().contains("out.wav"), e.getMessage());
        assertEquals(List.of("out.wav"), namesIn(folder));
        assertEquals("old", Files.readString(wav));
    }

    private static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The modes imply all notes off; a reset lifts the pedal. */
    @ParameterizedTest
    @ValueSource(ints = {123, 124, 125, 126, 127})
    void thePianoHearsTheModes(int number) throws Exception {
        short[] sound = render(
                new PianoSynth(),
                new Timeline(
                        List.of(
                                new TimedMessage(0, 0xB0, 64, 127),
                                new TimedMessage(0, 0x90, 60, 90),
                                new TimedMessage(1, 0xB0, number, 0),
                                new TimedMessage(2, 0xB0, 121, 0)),
                        5));
        assertTrue(loudness(sound, 1.5, 2) > 0.01, "the pedal holds it");
        assertTrue(loudness(sound, 3, 3.5) < loudness(sound, 1.5, 2) / 20, "the reset lifts the pedal");
    }
}
