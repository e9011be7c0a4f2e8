package org.amadeus.ui.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import javax.sound.sampled.SourceDataLine;
import org.amadeus.ui.Eventually;
import org.amadeus.ui.midi.DeviceLostException;
import org.junit.jupiter.api.Test;

/** The built-in piano on a loudspeaker that keeps what it is given. */
class SynthOutputTest {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private SourceDataLine loudspeaker() {
        return (SourceDataLine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceDataLine.class}, (line, method, args) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("write")) {
                        synchronized (heard) {
                            heard.write((byte[]) args[0], (int) args[1], (int) args[2]);
                        }
                        return args[2];
                    }
                    return null;
                });
    }

    /** The loudest sample of each 1/20 s. */
    private List<Integer> peaks() {
        byte[] pcm;
        synchronized (heard) {
            pcm = heard.toByteArray();
        }
        List<Integer> peaks = new ArrayList<>();
        int peak = 0;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            peak = Math.max(peak, Math.abs((short) ((pcm[i] & 0xFF) | pcm[i + 1] << 8)));
            if (i % 8820 == 8818) {
                peaks.add(peak);
                peak = 0;
            }
        }
        return peaks;
    }

    @Test
    void whatIsPlayedIsHeardAndRingsOutAtTheEnd() throws Exception {
        SynthOutput output = new SynthOutput("speaker", new PianoSynth(), loudspeaker());
        output.send(0x90, 60, 100);
        Eventually.eventually(() -> peaks().stream().anyMatch(peak -> peak > 1000));
        output.send(0x80, 60, 0);
        output.close();
        List<Integer> peaks = peaks();
        int last = peaks.get(peaks.size() - 1);
        assertTrue(last < Collections.max(peaks) / 50, "it breaks off: " + peaks);
        assertEquals("close", calls.get(calls.size() - 1));
    }

    @Test
    void aFaultOfTheSynthIsALostDevice() throws Exception {
        Synth broken = new Synth() {
            @Override
            public void send(long frame, int status, int data1, int data2) {}

            @Override
            public long position() {
                return 0;
            }

            @Override
            public void render(float[] stereo, int frames) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void close() {}
        };
        try (SynthOutput output = new SynthOutput("speaker", broken, loudspeaker())) {
            Eventually.eventually(() -> calls.contains("close"));
            assertThrows(DeviceLostException.class, () -> output.send(0x90, 60, 100));
        }
    }

    @Test
    void aLoudspeakerThatTakesNoMoreIsALostDevice() throws Exception {
        SourceDataLine gone = line(length -> 0);
        try (SynthOutput output = new SynthOutput("speaker", new PianoSynth(), gone)) {
            Eventually.eventually(output::isLost);
            assertThrows(DeviceLostException.class, () -> output.send(0x90, 60, 100));
        }
        assertEquals("close", calls.get(calls.size() - 1));
    }

    @Test
    void soIsOneThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        SourceDataLine stuck = line(length -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return length;
        });
        SynthOutput output = new SynthOutput("speaker", new PianoSynth(), stuck);
        assertThrows(DeviceLostException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                output.send(0xB0, 7, i % 128);
            }
        });
        assertTrue(output.isLost());
        hanging.countDown();
        output.close();
    }

    @Test
    void anErrorOfTheSynthIsALostDevice() throws Exception {
        SourceDataLine broken = line(length -> {
            throw new LinkageError("on purpose");
        });
        try (SynthOutput output = new SynthOutput("speaker", new PianoSynth(), broken)) {
            Eventually.eventually(output::isLost);
        }
    }

    /** A line whose write takes so many bytes of those it is given. */
    private SourceDataLine line(IntUnaryOperator write) {
        return (SourceDataLine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceDataLine.class}, (line, method, args) -> {
                    calls.add(method.getName());
                    return method.getName().equals("write") ? write.applyAsInt((int) args[2]) : null;
                });
    }
}
