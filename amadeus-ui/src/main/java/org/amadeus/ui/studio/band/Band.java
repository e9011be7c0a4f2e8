package org.amadeus.ui.studio.band;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.page.PageMessage;
import org.amadeus.model.run.StepModel;
import org.amadeus.ui.studio.message.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays for every session. One thread takes, again and again, the voices whose listeners will first run out of music and
 * advances them together by one event; a voice that is some seconds ahead rests. So each gets its share, and a session
 * that asks for much delays no other. Whatever is thrown while it plays, an {@link Error} too, ends what the voices
 * concerned do, is told to who waits for them, and the band goes on.
 */
public final class Band implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Band.class);
    /** How long to sleep where nobody wants a step; a request wakes the band at once. */
    private static final long REST_NANOS = 5_000_000;

    private final Stage stage;
    private final EventCodec codec;
    private final LongSupplier clock;
    private final long origin;
    private final List<Voice> voices = new CopyOnWriteArrayList<>();
    /** Voices whose seats are to be given up, which the band's thread alone may do. */
    private final Queue<Voice> gone = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile boolean closed;
    private long steps;

    /**
     * A band that plays from now on.
     *
     * @param models gives the model at a batch size
     * @param clock  what its listeners' time is, nanoseconds
     */
    public Band(IntFunction<StepModel> models, LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
        stage = new Stage(models);
        codec = EventCodec.of(stage.config().profile());
        thread = new Thread(this::play, "amadeus-studio-band");
        thread.setDaemon(true);
        thread.start();
    }

    /** A new voice for this audience. */
    public Voice join(Audience audience) {
        Voice voice = new Voice(audience, codec, stage);
        voices.add(voice);
        return voice;
    }

    /** Says to a voice what its page says. */
    public void say(Voice voice, PageMessage message) {
        if (closed && message instanceof PageMessage.Answer answer) {
            voice.audience().send(Replies.refused("the studio is ending", OptionalLong.of(answer.id())));
        }
        voice.say(message);
        LockSupport.unpark(thread);
    }

    /** A session ended: its voice is forgotten. */
    public void leave(Voice voice) {
        voices.remove(voice);
        gone.add(voice);
        LockSupport.unpark(thread);
    }

    /** How many voices there are. */
    public int size() {
        return voices.size();
    }

    private void play() {
        try {
            stage.warmUp();
        } catch (RuntimeException | Error fault) {
            failed(voices, fault);
        }
        List<Voice> chosen = new ArrayList<>();
        while (!closed) {
            try {
                for (Voice left = gone.poll(); left != null; left = gone.poll()) {
                    stage.leave(left);
                }
                choose(chosen);
                if (chosen.isEmpty()) {
                    LockSupport.parkNanos(this, REST_NANOS);
                } else {
                    step(chosen);
                }
            } catch (RuntimeException | Error fault) {
                // Whoever waits may wait for this: better an end than none.
                failed(voices, fault);
            }
        }
        stage.close();
    }

    private double now() {
        return (clock.getAsLong() - origin) / 1e9;
    }

    private void choose(List<Voice> chosen) {
        chosen.clear();
        for (Voice voice : voices) {
            try {
                if (voice.attend(now())) {
                    chosen.add(voice);
                }
            } catch (RuntimeException | Error fault) {
                failed(List.of(voice), fault);
            }
        }
        if (chosen.size() > Stage.SLOTS) {
            double now = now();
            chosen.sort(Comparator.<Voice>comparingDouble(voice -> voice.patience(now))
                    .thenComparingLong(Voice::lastStep));
            chosen.subList(Stage.SLOTS, chosen.size()).clear();
        }
    }

    private void step(List<Voice> chosen) {
        steps++;
        for (Voice voice : chosen) {
            voice.stepIs(steps);
        }
        try {
            stage.step(chosen, this::stepped);
        } catch (RuntimeException | Error fault) {
            failed(chosen, fault);
        }
    }

    private void stepped(Voice voice, int event) {
        try {
            voice.stepped(event);
        } catch (RuntimeException | Error fault) {
            failed(List.of(voice), fault);
        }
    }

    /** A fault ends what these voices do, and no other's music. One whose audience can't even be told of it is let go. */
    private void failed(List<Voice> concerned, Throwable fault) {
        for (Voice voice : concerned) {
            try {
                OptionalLong lost = voice.reset(now());
                voice.audience().send(Replies.refused("a fault in the studio itself: " + fault, lost));
            } catch (RuntimeException | Error deaf) {
                leave(voice);
            }
        }
        try {
            LOG.error("The studio's band failed at a step", fault);
        } catch (RuntimeException | Error unsaid) {
            // There is no memory left to say it with; the pages were told.
            return;
        }
    }

    /** Ends the thread and the models. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
