package org.amadeus.ui.device;

import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackException;

/** A program whose output is joined to its input through a JACK server: writes what comes back, until the server has gone. */
final class JackLoop {
    private static final int NOTES = 40;

    private record Came(long nanos, int status, int data1, int data2) {}

    private JackLoop() {}

    public static void main(String[] arguments) {
        int status = 1;
        try {
            run();
            status = 0;
        } catch (Exception e) {
            System.out.println(e);
        }
        // Threads of the server's may hold the program.
        Runtime.getRuntime().halt(status);
    }

    private static void run() throws Exception {
        BlockingQueue<Came> came = new LinkedBlockingQueue<>();
        MidiListener listener = new MidiListener() {
            @Override
            public void message(long nanos, int status, int data1, int data2) {
                came.add(new Came(nanos, status, data1, data2));
            }

            @Override
            public void clock(long nanos, int status, int data1, int data2) {
                message(nanos, status, data1, data2);
            }
        };
        MidiInput input = MidiPorts.listen(MidiPorts.input("jack"), listener);
        MidiOutput output = MidiPorts.open(MidiPorts.output("jack"));
        join();
        long[] sent = new long[NOTES];
        for (int i = 0; i < NOTES; i++) {
            sent[i] = System.nanoTime();
            output.send(0x90 + i % 16, i, 127 - i);
            Thread.sleep(11);
        }
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < NOTES; i++) {
            Came note = came.poll(5, TimeUnit.SECONDS);
            if (note == null || note.status != 0x90 + i % 16 || note.data1 != i || note.data2 != 127 - i) {
                System.out.println("note " + i + " came as " + note);
                return;
            }
            most = Math.max(most, (note.nanos - sent[i]) / 1e6);
            least = Math.min(least, (note.nanos - sent[i]) / 1e6);
        }
        output.send(0xC3, 7, 0);
        output.send(ClockMessage.TICK, 0, 0);
        output.send(ClockMessage.POSITION, 5, 6);
        output.send(0xE2, 1, 2);
        for (int i = 0; i < 4; i++) {
            Came other = came.poll(5, TimeUnit.SECONDS);
            System.out.printf("%02x %d %d%n", other.status, other.data1, other.data2);
        }
        System.out.printf(Locale.ROOT, "%d notes, %.2f to %.2f ms after they were sent%n", NOTES, least, most);
        output.send(0x80, 1, 2);
        output.close();
        System.out.println("before it closed: " + Integer.toHexString(came.poll(5, TimeUnit.SECONDS).status));
        MidiOutput again = MidiPorts.open(MidiPorts.output("jack"));
        System.out.println("stop the server");
        while (!again.isLost() || input.isListening()) {
            Thread.sleep(10);
        }
        try {
            again.send(0x90, 1, 1);
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
        try {
            MidiPorts.listen(MidiPorts.input("jack"), listener);
        } catch (DeviceException e) {
            System.out.println(e.getMessage());
        }
        // Not closed before another is opened, as where both were lost and only one was missed yet.
        again.close();
        input.close();
        System.out.println("start the server");
        try (MidiInput back = reopened(listener);
                MidiOutput out = MidiPorts.open(MidiPorts.output("jack"))) {
            join();
            out.send(0x9A, 1, 1);
            System.out.println("when it is back: " + Integer.toHexString(came.poll(5, TimeUnit.SECONDS).status));
        }
    }

    private static void join() throws JackException {
        Jack.getInstance().connect("Amadeus out:midi", "Amadeus in:midi");
    }

    private static MidiInput reopened(MidiListener listener) throws InterruptedException {
        while (true) {
            try {
                return MidiPorts.listen(MidiPorts.input("jack"), listener);
            } catch (DeviceException e) {
                Thread.sleep(100);
            }
        }
    }
}
