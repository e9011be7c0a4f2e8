package org.amadeus.ui.sound;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.ui.midi.TimedMessage;
import org.amadeus.ui.midi.Timeline;

/**
 * Renders a {@link Timeline} to a WAV file, faster than real time, as loud as it can be without clipping. The sound
 * waits on the disk that the WAV is written to until its peak is known, so that memory does not grow with the length of
 * the piece; in a file without a name, which is gone with the program, however that ends.
 */
public final class Renderer {
    private static final int PIECE = 1024;
    private static final float PEAK = 0.89f; // -1 dB
    private static final float SILENT = 1e-4f; // -80 dB
    private static final double QUIET_END = 0.25;
    private static final double LONGEST_TAIL = 8;
    /** What a WAV file's 32 bit sizes hold. */
    private static final double LONGEST = 6 * 3600;
    /** Of two samples as they wait, and in the WAV file. */
    private static final int BYTES_A_FRAME = 8 + 4;

    private final Synth synth;

    public Renderer(Synth synth) {
        this.synth = synth;
    }

    /**
     * What was rendered.
     *
     * @param seconds how long the sound is, with the time the last notes take to fade
     * @param peak    the loudest sample, 0 .. 1
     */
    public record Rendered(double seconds, double peak) {}

    /**
     * Renders a piece. An interrupt breaks it off and leaves what was in {@code wav} before.
     *
     * @param progress told the seconds rendered
     * @throws AmadeusException where it lasts over six hours, or the disk has no room for it
     * @throws java.nio.channels.ClosedByInterruptException where it was interrupted
     */
    public Rendered render(Timeline timeline, Path wav, Progress progress) throws IOException {
        if (timeline.seconds() > LONGEST) {
            throw new AmadeusException(wav + ": the piece lasts " + Math.round(timeline.seconds() / 60)
                    + " minutes, a WAV file holds 360 at most");
        }
        Path target = wav.toAbsolutePath();
        // A device has no room beside it.
        Path folder = Files.exists(target) && !Files.isRegularFile(target)
                ? Path.of(System.getProperty("java.io.tmpdir"))
                : target.getParent();
        AtomicFile.makeFolder(folder);
        requireRoom(timeline.seconds() + LONGEST_TAIL, wav, folder);
        // Not named as the file is, whose name may be as long as names can be.
        Path raw = folder.resolve(".amadeus-" + UUID.randomUUID() + ".raw");
        try (FileChannel waiting = open(raw, wav)) {
            Take take = perform(timeline, Channels.newOutputStream(waiting), progress);
            float gain = take.peak > 0 ? PEAK / take.peak : 1;
            waiting.position(0);
            Pcm pcm = new Pcm(new BufferedInputStream(Channels.newInputStream(waiting), 1 << 16), gain);
            WavFile.write(wav, pcm, take.frames);
            return new Rendered((double) take.frames / Synth.SAMPLE_RATE, take.peak * gain);
        } catch (IOException e) {
            // A full disk's exception does not say which file it is about.
            throw e.getClass() == IOException.class ? new FileSystemException(wav.toString(), null, e.getMessage()) : e;
        }
    }

    /** What is wrong is said of the file that somebody asked for. */
    private static FileChannel open(Path raw, Path wav) throws IOException {
        try {
            return FileChannel.open(
                    raw,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (AccessDeniedException e) {
            throw (IOException) new AccessDeniedException(wav.toString(), null, e.getReason()).initCause(e);
        } catch (FileSystemException e) {
            throw (IOException) new FileSystemException(wav.toString(), null, e.getReason()).initCause(e);
        }
    }

    private static void requireRoom(double seconds, Path wav, Path folder) throws IOException {
        long needed = frame(seconds) * BYTES_A_FRAME;
        long free = Files.getFileStore(folder).getUsableSpace();
        // Some file systems don't know.
        if (free > 0 && needed > free) {
            throw new AmadeusException(wav + ": " + (needed >> 20) + " MiB are needed to make it, " + (free >> 20)
                    + " are free on its disk. Make room, or render to another disk");
        }
    }

    private Take perform(Timeline timeline, OutputStream raw, Progress progress) throws IOException {
        List<TimedMessage> messages = timeline.messages();
        long last = frame(timeline.seconds());
        long end = last + frame(LONGEST_TAIL);
        float[] stereo = new float[2 * PIECE];
        ByteBuffer bytes = ByteBuffer.allocate(4 * stereo.length).order(ByteOrder.LITTLE_ENDIAN);
        float peak = 0;
        long quietSince = last;
        int next = 0;
        long position = 0;
        OutputStream out = new BufferedOutputStream(raw, 1 << 16);
        while (position < end && (position < last || position - quietSince < frame(QUIET_END))) {
            while (next < messages.size() && frame(messages.get(next).seconds()) < position + 2L * PIECE) {
                TimedMessage m = messages.get(next++);
                synth.send(frame(m.seconds()), m.status(), m.data1(), m.data2());
            }
            synth.render(stereo, PIECE);
            position += PIECE;
            float loudest = 0;
            bytes.clear();
            for (float sample : stereo) {
                loudest = Math.max(loudest, Math.abs(sample));
                bytes.putFloat(sample);
            }
            out.write(bytes.array());
            peak = Math.max(peak, loudest);
            quietSince = loudest > SILENT ? Math.max(position, last) : quietSince;
            progress.update(
                    Math.min(position, last) / Synth.SAMPLE_RATE, (last - 1) / Synth.SAMPLE_RATE + 1, "s of sound");
        }
        out.flush();
        return new Take(position, peak);
    }

    private static long frame(double seconds) {
        return Math.round(seconds * Synth.SAMPLE_RATE);
    }

    private record Take(long frames, float peak) {}

    /** Reads float samples as 16 bit PCM. */
    private static final class Pcm extends InputStream {
        private final InputStream floats;
        private final float gain;
        private final float[] samples = new float[PIECE];
        private final byte[] pcm = new byte[2 * PIECE];
        private int at;
        private int filled;

        Pcm(InputStream floats, float gain) {
            this.floats = floats;
            this.gain = gain;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] destination, int offset, int length) throws IOException {
            if (at == filled) {
                byte[] raw = floats.readNBytes(4 * samples.length);
                int count = raw.length / 4;
                ByteBuffer.wrap(raw)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(samples, 0, count);
                Loudness.toPcm(samples, count, gain, false, pcm);
                at = 0;
                filled = 2 * count;
                if (filled == 0) {
                    return -1;
                }
            }
            int count = Math.min(length, filled - at);
            System.arraycopy(pcm, at, destination, offset, count);
            at += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            floats.close();
        }
    }
}
