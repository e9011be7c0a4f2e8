package org.amadeus.ui.duet;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.Partner;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.voice.Soloist;

/**
 * Runs a {@link Soloist} on a thread of its own and draws answers ahead of the time they are played. Neither side
 * takes a lock: the conductor never waits for a step of the model.
 */
final class GenerationThread implements Partner, AutoCloseable {
    private static final long PAUSE = 2_000_000;

    private static final long NAP = 100_000_000;

    private static final int MOST_PENDING = 4096;
    /** A step takes milliseconds. */
    private static final long CLOSE_MILLIS = 5000;

    private final Soloist soloist;
    private final EventCodec codec;
    private final Runnable wake;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Queue<Drawn> drawn = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final CountDownLatch warm = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;
    private volatile boolean starved;
    /** How many events are drawn ahead. */
    private volatile int ahead;

    /** The answer that the conductor wants; events of earlier ones are stale. */
    private long wanted;
    /** The answer that is being drawn, or 0; seen by this thread alone. */
    private long drawing;

    /**
     * Begins with a warm-up, see {@link #awaitWarm}.
     *
     * @param wake called when an event is there that the conductor has asked for in vain
     */
    GenerationThread(Soloist soloist, EventCodec codec, Runnable wake) {
        this.soloist = soloist;
        this.codec = codec;
        this.wake = wake;
        this.thread = new Thread(this::run, "amadeus-generation");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            try {
                soloist.warmUp(codec);
            } finally {
                warm.countDown();
            }
            while (!closed) {
                Runnable command = commands.poll();
                if (command != null) {
                    command.run();
                } else if (soloist.improviser().isObserving()) {
                    soloist.step();
                } else if (drawing != 0 && waiting.get() < ahead) {
                    giveWay();
                    waiting.incrementAndGet();
                    drawn.add(new Drawn(drawing, soloist.draw()));
                    if (starved) {
                        starved = false;
                        wake.run();
                    }
                } else {
                    LockSupport.parkNanos(this, NAP);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            // The conductor would wait for ever, on notes that sound.
            fail(new IllegalStateException("the model broke off: " + e, e));
        }
    }

    /** Waits until the model was warmed up, or failed: its first steps take much longer than all others. */
    void awaitWarm() {
        try {
            warm.await();
        } catch (InterruptedException e) {
            // The first answer is late, then; the program ends in any case.
            Thread.currentThread().interrupt();
        }
    }

    /** Where there is time: an event is asked for when a note is being played, which is to have the processors then. */
    private void giveWay() {
        if (waiting.get() >= ahead / 2) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    private void fail(RuntimeException fault) {
        failure = fault;
        wake.run();
    }

    private void enqueue(Runnable command) {
        commands.add(command);
        LockSupport.unpark(thread);
    }

    /** A model that is too slow for the hands of the player does not hear all of it. */
    @Override
    public void observe(int event) {
        if (pending.get() < MOST_PENDING) {
            pending.incrementAndGet();
            enqueue(() -> {
                pending.decrementAndGet();
                soloist.improviser().observe(event);
            });
        }
    }

    @Override
    public void begin(int[] rest, Plan plan) {
        long answer = ++wanted;
        enqueue(() -> {
            ahead = plan.ahead();
            soloist.improviser().begin(rest, plan);
            drawing = answer;
        });
    }

    @Override
    public int next() {
        if (failure != null) {
            throw failure;
        }
        while (true) {
            // Announced before the look: an event that comes in between wakes the conductor in vain, never not at all.
            starved = true;
            Drawn next = drawn.poll();
            if (next == null) {
                return NOT_YET;
            }
            starved = false;
            if (waiting.getAndDecrement() >= ahead) {
                LockSupport.unpark(thread);
            }
            if (next.answer == wanted) {
                return next.event;
            }
        }
    }

    @Override
    public void cancel() {
        wanted++;
        enqueue(() -> {
            stopDrawing();
            soloist.improviser().cancel();
        });
    }

    @Override
    public void end(int played) {
        wanted++;
        enqueue(() -> {
            stopDrawing();
            soloist.improviser().end(played);
        });
    }

    @Override
    public void again() {
        long answer = ++wanted;
        enqueue(() -> {
            stopDrawing();
            soloist.improviser().again();
            drawing = answer;
        });
    }

    /** What was drawn in vain must not stand in the way of the next answer, which is drawn ahead as well. */
    private void stopDrawing() {
        drawing = 0;
        while (drawn.poll() != null) {
            waiting.decrementAndGet();
        }
    }

    @Override
    public void temperature(double value) {
        enqueue(() -> soloist.improviser().temperature(value));
    }

    @Override
    public void control(Optional<Control> wanted) {
        enqueue(() -> soloist.improviser().control(wanted));
    }

    @Override
    public void follow(boolean on) {
        enqueue(() -> soloist.improviser().follow(on));
    }

    /** Ends the thread after the step it is at; waits five seconds for that at most. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Drawn(long answer, int event) {}
}
