package org.amadeus.ui.sound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.amadeus.data.io.AtomicFile;

/** Writes sound as a WAV file: 44.1 kHz, stereo, 16 bits. */
final class WavFile {
    static final AudioFormat FORMAT = new AudioFormat(Synth.SAMPLE_RATE, 16, 2, true, false);

    private WavFile() {}

    /** @param pcm the samples, little-endian, left and right in turn: {@code frames} of them */
    static void write(Path file, InputStream pcm, long frames) throws IOException {
        AudioInputStream sound = new AudioInputStream(pcm, FORMAT, frames);
        AtomicFile.write(file, out -> AudioSystem.write(sound, AudioFileFormat.Type.WAVE, out));
    }
}
