package org.amadeus.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.Eventually;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.FakeInstrument;
import org.amadeus.ui.midi.MidiOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputThreadTest {
    @Test
    void everythingIsSentBeforeItIsClosedEvenByAnInterruptedThread() {
        FakeInstrument instrument = new FakeInstrument();
        OutputThread output = new OutputThread(instrument);
        for (int i = 0; i < 1000; i++) {
            output.send(0x90, i % 128, 1 + i / 128);
        }
        Thread.currentThread().interrupt();
        output.close();
        assertTrue(Thread.interrupted());
        assertEquals(1000, instrument.heard.size());
        assertEquals("90 103 8", instrument.texts().get(999));
    }

    @Test
    void aLostDeviceShowsAtALaterMessage() throws InterruptedException {
        FakeInstrument instrument = new FakeInstrument();
        instrument.plug(false);
        try (OutputThread output = new OutputThread(instrument)) {
            output.send(0x90, 60, 1);
            assertThrows(DeviceLostException.class, () -> {
                for (int i = 0; i < 6000; i++) {
                    Thread.sleep(10);
                    output.send(0x90, 60, 1);
                }
            });
        }
    }

    @Test
    void aDriverThatHangsHoldsUpNobody() {
        CountDownLatch hanging = new CountDownLatch(1);
        MidiOutput stuck = new MidiOutput() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public void send(int status, int data1, int data2) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    throw new DeviceLostException(name(), e);
                }
            }

            @Override
            public void close() {
                hanging.countDown();
            }
        };
        OutputThread output = new OutputThread(stuck);
        DeviceLostException e = assertThrows(DeviceLostException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                output.send(0x90, 60, 1);
            }
        });
        assertTrue(e.getMessage().startsWith("stuck: the device is gone"), e.getMessage());
        output.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverKillsItIsToldWithinASecond(boolean error) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        MidiOutput broken = new MidiOutput() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void send(int status, int data1, int data2) {
                if (error) {
                    throw new LinkageError("on purpose");
                }
                throw new IllegalArgumentException("on purpose");
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        try (OutputThread output = new OutputThread(broken)) {
            assertFalse(output.isLost());
            output.send(0x90, 60, 1);
            Eventually.eventually(output::isLost);
            DeviceLostException e = assertThrows(DeviceLostException.class, () -> output.send(0x90, 60, 1));
            assertTrue(e.getCause().getMessage().contains("on purpose"), "" + e.getCause());
            assertTrue(closed.await(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
    }
}
