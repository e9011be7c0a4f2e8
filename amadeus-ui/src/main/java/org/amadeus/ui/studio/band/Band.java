package org.amadeus.ui.studio.band;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.amadeus.data.events.EventCodec;
import org.amadeus.model.run.StepModel;
import org.amadeus.ui.studio.message.Ending;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays for every session. One thread takes, again and again, the voices whose listeners will first run out of music and
 * advances them together by one event; a voice that is some seconds ahead rests. So each gets its share, and a session
 * that asks for much delays no other.
 */
public final class Band implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Band.class);
    /** How long to sleep where nobody wants a step; a request wakes the band at once. */
    private static final long REST_NANOS = 5_000_000;

    private final Stage stage;
    private final EventCodec codec;
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
     */
    public Band(IntFunction<StepModel> models) {
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

    /** Asks a voice for something. What it was asked before and has not begun is dropped; an answer among it ends. */
    public void ask(Voice voice, Request request) {
        Voice.Task replaced = voice.ask(new Voice.Task(request, prompt(request)));
        if (replaced != null && replaced.request() instanceof Request.Answer unheard) {
            voice.audience().tell(Replies.end(unheard.id(), 0, Ending.STOPPED));
        }
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

    private Prompt prompt(Request request) {
        if (request instanceof Request.Listen listen) {
            return Prompt.of(listen.heard(), codec);
        }
        return request instanceof Request.Answer answer ? Prompt.of(answer.heard(), codec) : Prompt.SILENCE;
    }

    private void play() {
        List<Voice> chosen = new ArrayList<>();
        while (!closed) {
            for (Voice left = gone.poll(); left != null; left = gone.poll()) {
                stage.leave(left);
            }
            choose(chosen);
            if (chosen.isEmpty()) {
                LockSupport.parkNanos(this, REST_NANOS);
            } else {
                step(chosen);
            }
        }
        stage.close();
    }

    private void choose(List<Voice> chosen) {
        chosen.clear();
        long now = System.nanoTime();
        for (Voice voice : voices) {
            try {
                voice.attend();
            } catch (RuntimeException e) {
                failed(List.of(voice), e);
            }
            if (voice.wantsStep(now)) {
                chosen.add(voice);
            }
        }
        if (chosen.size() > Stage.SEATS) {
            chosen.sort(Comparator.<Voice>comparingDouble(voice -> voice.patience(now))
                    .thenComparingLong(Voice::lastStep));
            chosen.subList(Stage.SEATS, chosen.size()).clear();
        }
    }

    private void step(List<Voice> chosen) {
        steps++;
        for (Voice voice : chosen) {
            voice.stepIs(steps);
        }
        try {
            stage.step(chosen);
        } catch (RuntimeException e) {
            failed(chosen, e);
        }
    }

    /** A fault of ours ends what these voices do, and no other's music. */
    private static void failed(List<Voice> voices, RuntimeException fault) {
        LOG.error("The studio's band failed at a step", fault);
        for (Voice voice : voices) {
            voice.reset();
            voice.audience().tell(Replies.refused("a fault in the studio itself: " + fault));
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
