package org.amadeus.ui.duet;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.device.OutputThread;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;

/**
 * A duet on real devices. Four kinds of threads: the keyboard's own delivers what is struck, one draws the answers, one
 * keeps the time and never waits for the others, and the output's own sends. A fifth sees whether the devices are
 * still plugged in: when one is gone everything is silenced, and the duet goes on when it is back.
 */
public final class DuetSession implements DuetRemote, AutoCloseable {
    /** A partner that is late wakes the conductor; this is for safety. */
    private static final long STARVED_NAP = 2_000_000;

    private static final long STOP_MILLIS = 1000;

    /** More than any hands play in the time that a machine may be busy with something else. */
    private static final int MOST_WAITING = 8192;

    /** In seconds, some thirty years: no duet lasts that long. */
    private static final double FAR = 1e9;

    private final long origin = System.nanoTime();
    private final Alarm alarm = new Alarm();
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Duet duet;
    private final GenerationThread partner;
    private final PluggedDevices devices;
    private final MidiPort keyboard;
    private final MidiPort instrument;
    /** Where the clock comes from that is followed, or null; listened to by itself where it is not the keyboard. */
    private volatile MidiPort followed;

    private Optional<PluggedInput> clock = Optional.empty();
    private Optional<MidiOutput> clockOutput = Optional.empty();
    private final Thread timing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean missed;
    private volatile boolean stopping;
    private volatile RuntimeException failure;

    /**
     * Opens the devices, warms the soloist up and begins to listen.
     *
     * @param soloist     used by this session alone until it is closed
     * @param profile     of the soloist's model
     * @param temperature the soloist's, to show
     * @param recording   told what both sides play
     * @throws org.amadeus.ui.device.DeviceException where a device can't be opened
     */
    public DuetSession(
            MidiPort input,
            MidiPort output,
            Soloist soloist,
            CodecProfile profile,
            double temperature,
            DuetOptions options,
            Recording recording) {
        keyboard = input;
        instrument = output;
        devices = new PluggedDevices(input, output);
        MidiOutput first = devices.openOutput();
        timing = new Thread(this::run, "amadeus-timing");
        timing.setPriority(Thread.MAX_PRIORITY);
        timing.setDaemon(true);
        EventCodec codec = EventCodec.of(profile);
        partner = new GenerationThread(soloist, codec, () -> LockSupport.unpark(timing));
        duet = new Duet(options, partner, codec, first, recording, temperature);
        try {
            devices.listen(new Heard());
        } catch (RuntimeException e) {
            partner.close();
            devices.close();
            throw e;
        }
        partner.awaitWarm();
        timing.start();
        devices.watch(new Plugs());
    }

    /**
     * Follows a clock from now on: answers begin on its bars while it runs, and end where it stops.
     *
     * @param port  that it comes from; may be the keyboard's
     * @param metre of its bars
     * @throws org.amadeus.ui.device.DeviceException where the port can't be opened
     */
    public void follow(MidiPort port, Metre metre) {
        enqueue(() -> duet.follow(now(), metre));
        followed = port;
        if (!isKeyboard(port)) {
            clock = Optional.of(new PluggedInput(port, new Ticks()));
        }
    }

    /**
     * Sends the beats as a MIDI clock, whose last message is a stop: those of the clock that it follows, or of the tempo that it
     * is given, on whose bars answers then begin; with neither, of the player's tempo as it is estimated.
     *
     * @param port  may be the instrument's
     * @param metre of bars of the tempo that it is given
     * @throws org.amadeus.ui.device.DeviceException where the port can't be opened
     */
    public void sendClock(MidiPort port, Metre metre) {
        Optional<MidiOutput> elsewhere = port.id().equals(instrument.id())
                ? Optional.empty()
                : Optional.of(new OutputThread(MidiPorts.open(port)));
        clockOutput = elsewhere;
        enqueue(() -> duet.sendClock(now(), metre, elsewhere));
    }

    private boolean isKeyboard(MidiPort port) {
        return port != null && port.id().equals(keyboard.id());
    }

    private double seconds(long nanos) {
        return (nanos - origin) / 1e9;
    }

    private double now() {
        return seconds(System.nanoTime());
    }

    private void enqueue(Runnable news) {
        inbox.add(news);
        LockSupport.unpark(timing);
    }

    /** A keyboard that sends more than there is time for loses messages; then no key of it counts as down. */
    private void received(double time, int status, int data1, int data2) {
        if (waiting.get() >= MOST_WAITING) {
            missed = true;
            return;
        }
        waiting.incrementAndGet();
        enqueue(() -> {
            waiting.decrementAndGet();
            duet.message(time, status, data1, data2);
        });
    }

    private void run() {
        try {
            while (!stopping) {
                for (Runnable news = inbox.poll(); news != null; news = inbox.poll()) {
                    news.run();
                }
                double time = now();
                if (missed) {
                    missed = false;
                    duet.missed(time);
                }
                double next = duet.advance(time);
                if (next <= time) {
                    LockSupport.parkNanos(this, STARVED_NAP);
                } else {
                    rest(next);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("the duet broke off: " + e, e);
        } finally {
            try {
                duet.stop(now());
            } finally {
                ended.countDown();
            }
        }
    }

    private void rest(double until) {
        // Not the farthest there is: times may overflow into the past.
        long due = origin + Math.round(Math.min(until, FAR) * 1e9);
        if (inbox.isEmpty() && alarm.sleep(due)) {
            Alarm.awake(due, () -> stopping || !inbox.isEmpty());
        }
    }

    /** What it is at. */
    public DuetStatus status() {
        return duet.status();
    }

    @Override
    public void trigger() {
        enqueue(() -> duet.trigger(now()));
    }

    @Override
    public void panic() {
        enqueue(() -> duet.panic(now()));
    }

    @Override
    public void mode(Mode mode) {
        enqueue(() -> duet.mode(now(), mode));
    }

    @Override
    public void bars(int bars) {
        enqueue(() -> duet.bars(now(), bars));
    }

    @Override
    public void tempo(double tempo) {
        enqueue(() -> duet.tempo(now(), tempo));
    }

    @Override
    public void temperature(double value) {
        enqueue(() -> duet.temperature(now(), value));
    }

    @Override
    public void control(Optional<Control> control) {
        enqueue(() -> duet.control(now(), control));
    }

    /** Who is told what is played, from now on; one at a time. */
    public void setListener(DuetListener listener) {
        enqueue(() -> duet.setListener(now(), listener));
    }

    /**
     * Waits until the duet has ended.
     *
     * @return whether it has
     * @throws RuntimeException what ended it, where that was a fault
     */
    public boolean await(long millis) throws InterruptedException {
        boolean over = ended.await(millis, TimeUnit.MILLISECONDS);
        if (failure != null) {
            throw failure;
        }
        return over;
    }

    /**
     * Ends the music, within a second: nothing is left sounding, the recording is complete. The devices are still held,
     * whose drivers may take their time. May be called from any thread, and again; an interrupt waits until then.
     */
    public void stop() {
        boolean interrupted = Thread.interrupted();
        stopping = true;
        LockSupport.unpark(timing);
        try {
            ended.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Silences everything and gives the devices back, within seconds. May be called from any thread, and again. */
    @Override
    public void close() {
        stop();
        // What ends the program must not keep it from giving the devices back.
        boolean interrupted = Thread.interrupted();
        clock.ifPresent(PluggedInput::close);
        clockOutput.ifPresent(MidiOutput::close);
        devices.close();
        partner.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A clock that ticks more often than there is time for loses ticks. */
    private void ticked(double time, int status, int data1, int data2) {
        if (waiting.get() < MOST_WAITING) {
            waiting.incrementAndGet();
            enqueue(() -> {
                waiting.decrementAndGet();
                duet.clock(time, status, data1, data2);
            });
        }
    }

    /** What the keyboard sends. */
    private final class Heard implements MidiListener {
        @Override
        public void message(long nanos, int status, int data1, int data2) {
            received(seconds(nanos), status, data1, data2);
        }

        @Override
        public void clock(long nanos, int status, int data1, int data2) {
            if (isKeyboard(followed)) {
                ticked(seconds(nanos), status, data1, data2);
            }
        }
    }

    /** What the clock's own port sends; keys struck on it are not heard. */
    private final class Ticks implements MidiListener {
        @Override
        public void message(long nanos, int status, int data1, int data2) {
            // The keyboard is another.
        }

        @Override
        public void clock(long nanos, int status, int data1, int data2) {
            ticked(seconds(nanos), status, data1, data2);
        }
    }

    /** News of the plugs, passed on to the conductor. */
    private final class Plugs implements PluggedDevices.Listener {
        @Override
        public void inputLost() {
            enqueue(() -> duet.inputLost(now()));
        }

        @Override
        public void inputBack() {
            enqueue(() -> duet.inputBack(now()));
        }

        @Override
        public boolean outputThere() {
            return duet.outputThere();
        }

        @Override
        public void outputLost() {
            enqueue(() -> duet.outputLost(now()));
        }

        @Override
        public void outputBack(MidiOutput device) {
            enqueue(() -> duet.outputBack(now(), device));
        }

        @Override
        public void failed(Throwable fault) {
            failure = new IllegalStateException("the devices can't be watched any more: " + fault, fault);
            stopping = true;
            LockSupport.unpark(timing);
        }
    }
}
