package org.amadeus.ui.sound;

import com.sun.media.sound.AudioSynthesizer;
import com.sun.media.sound.EmergencySoundbank;
import com.sun.media.sound.SoftSynthesizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.amadeus.data.AmadeusException;

/**
 * Java's synthesizer, Gervill, as a stream of sound, with a sound font (SF2 or DLS) or its own General MIDI sounds.
 * Opened in a way that writes nothing to the user's home. Needs the flag
 * {@code --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED}.
 */
public final class GervillSynth implements Synth {
    private static final AudioFormat FLOATS =
            new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, SAMPLE_RATE, 32, 2, 8, SAMPLE_RATE, false);
    private static final long LARGEST_FONT = 2L << 30;
    private static final int FONT_HEAD = 12;

    private final AudioSynthesizer synthesizer;
    private final Receiver receiver;
    private final AudioInputStream sound;
    private byte[] bytes = new byte[0];
    private long position;

    private GervillSynth(AudioSynthesizer synthesizer, Receiver receiver, AudioInputStream sound) {
        this.synthesizer = synthesizer;
        this.receiver = receiver;
        this.sound = sound;
    }

    /** Whether this JVM was started so that Gervill can be reached. */
    public static boolean reachable() {
        return MidiSystem.class.getModule().isExported("com.sun.media.sound", GervillSynth.class.getModule());
    }

    /** Gervill with the sounds that come with it. */
    public static GervillSynth general() {
        requireReachable();
        Soundbank bank;
        try {
            bank = EmergencySoundbank.createSoundbank();
        } catch (Exception e) { // as it is declared; it makes the sounds by arithmetic
            throw new IllegalStateException("Java's synthesizer can't make its sounds", e);
        }
        return open(bank, "Java's synthesizer");
    }

    /**
     * Gervill with a sound font.
     *
     * @throws AmadeusException where the file is no sound font
     * @throws IOException      where it cannot be read at all
     */
    public static GervillSynth of(Path soundFont) throws IOException {
        requireReachable();
        if (Files.exists(soundFont) && !Files.isRegularFile(soundFont)) {
            throw new AmadeusException(soundFont + ": is a folder, a pipe or a device, expected an SF2 or DLS file");
        }
        long size = Files.size(soundFont);
        if (size > LARGEST_FONT) {
            throw new AmadeusException(soundFont + ": " + (size >> 20) + " MiB, expected a sound font of 2048 at most");
        }
        Soundbank bank;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(soundFont))) {
            requireFont(in);
            bank = MidiSystem.getSoundbank(in);
        } catch (InvalidMidiDataException | EOFException | RuntimeException e) {
            throw new AmadeusException(soundFont + ": no sound font, expected an SF2 or DLS file", e);
        }
        if (bank.getInstruments().length == 0) {
            throw new AmadeusException(soundFont + ": a sound font without instruments");
        }
        return open(bank, soundFont.toString());
    }

    /** Java would take music too, as a font of one sound: a MIDI file it renders for that, with what it keeps in the home. */
    private static void requireFont(InputStream in) throws IOException, InvalidMidiDataException {
        in.mark(FONT_HEAD);
        String head = new String(in.readNBytes(FONT_HEAD), StandardCharsets.ISO_8859_1);
        in.reset();
        if (!head.matches("(?s)RIFF.{4}(sfbk|DLS )")) {
            throw new InvalidMidiDataException("neither SF2 nor DLS");
        }
    }

    private static void requireReachable() {
        if (!reachable()) {
            throw new AmadeusException("Java's synthesizer is closed to this program. Start Java with"
                    + " --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED (./amadeus does)");
        }
    }

    private static GervillSynth open(Soundbank bank, String name) {
        MemoryPreferencesFactory.install();
        AudioSynthesizer synthesizer = new SoftSynthesizer();
        try {
            // The default sound bank would be stored in the home; gain control would pump before we normalise.
            AudioInputStream sound = synthesizer.openStream(
                    FLOATS, Map.of("load default soundbank", false, "auto gain control", false, "max polyphony", 128));
            if (!synthesizer.loadAllInstruments(bank)) {
                synthesizer.close();
                throw new AmadeusException(name + ": a sound font that Java's synthesizer can't play");
            }
            return new GervillSynth(synthesizer, synthesizer.getReceiver(), sound);
        } catch (MidiUnavailableException e) {
            synthesizer.close();
            throw new AmadeusException("Java's synthesizer can't be opened (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void send(long frame, int status, int data1, int data2) {
        long microseconds = frame * 1_000_000 / SAMPLE_RATE;
        try {
            receiver.send(new ShortMessage(status, data1, data2), microseconds);
        } catch (InvalidMidiDataException e) {
            throw new IllegalArgumentException("no channel message: " + status + " " + data1 + " " + data2, e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void render(float[] stereo, int frames) {
        int size = 8 * frames;
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        try {
            int filled = sound.readNBytes(bytes, 0, size);
            Arrays.fill(bytes, filled, size, (byte) 0);
        } catch (IOException e) {
            throw new IllegalStateException("Java's synthesizer broke off", e);
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(stereo, 0, 2 * frames);
        position += frames;
    }

    @Override
    public void close() {
        receiver.close();
        synthesizer.close();
    }
}
