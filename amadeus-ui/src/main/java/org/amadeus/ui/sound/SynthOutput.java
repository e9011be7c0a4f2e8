package org.amadeus.ui.sound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;

/** A {@link Synth} heard from the loudspeaker, about 25 ms after a message is sent. Thread-safe. */
public final class SynthOutput implements MidiOutput {
    private static final int PIECE = 128;
    /** Two dozen milliseconds: less crackles on common machines, more is felt under the fingers. */
    private static final int BUFFER_FRAMES = 1024;

    private final String name;
    private final Synth synth;
    /** Dampers and the room take about a second. */
    private static final int TAIL_PIECES = (int) (1.0 * Synth.SAMPLE_RATE / PIECE);

    private static final long JOIN_MILLIS = 2500;

    /** A loudspeaker that has left so many messages waiting hangs. */
    private static final int MOST_WAITING = 4096;

    private final SourceDataLine line;
    private final Queue<int[]> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Throwable failure;

    /**
     * Opens the loudspeaker and begins to play. Closes the synth when it is closed itself.
     *
     * @throws AmadeusException where this machine has no loudspeaker, or another program holds it
     */
    public SynthOutput(String name, Synth synth) {
        this(name, synth, speaker(name));
    }

    SynthOutput(String name, Synth synth, SourceDataLine line) {
        this.name = name;
        this.synth = synth;
        this.line = line;
        thread = new Thread(this::pump, "amadeus-sound");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private static SourceDataLine speaker(String name) {
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(WavFile.FORMAT);
            line.open(WavFile.FORMAT, BUFFER_FRAMES * WavFile.FORMAT.getFrameSize());
            return line;
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new AmadeusException(
                    name + ": no loudspeaker to play on. Connect one, close the program that holds it, or choose"
                            + " a MIDI output: amadeus devices lists them",
                    e);
        }
    }

    private void pump() {
        try {
            line.start();
            float[] stereo = new float[2 * PIECE];
            byte[] pcm = new byte[4 * PIECE];
            int tail = TAIL_PIECES;
            while (!closing || --tail > 0) {
                for (int[] m = arrived.poll(); m != null; m = arrived.poll()) {
                    waiting.decrementAndGet();
                    synth.send(synth.position(), m[0], m[1], m[2]);
                }
                synth.render(stereo, PIECE);
                Loudness.toPcm(stereo, stereo.length, 1.6f, true, pcm);
                if (line.write(pcm, 0, pcm.length) < pcm.length) {
                    // A line that is open and runs takes all; this one was stopped or closed by another hand.
                    failure = new IllegalStateException("the loudspeaker takes no more sound");
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            line.close();
            synth.close();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(int status, int data1, int data2) {
        if (failure != null || waiting.get() >= MOST_WAITING) {
            throw new DeviceLostException(name, failure);
        }
        waiting.incrementAndGet();
        arrived.add(new int[] {status, data1, data2});
    }

    @Override
    public boolean isLost() {
        return failure != null || waiting.get() >= MOST_WAITING;
    }

    /** Takes no more messages, lets the strings fall silent and gives the loudspeaker back. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
