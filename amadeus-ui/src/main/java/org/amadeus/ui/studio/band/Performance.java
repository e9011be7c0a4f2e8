package org.amadeus.ui.studio.band;

import org.amadeus.data.events.EventCodec;
import org.amadeus.ui.studio.message.Ending;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.Request;

/** One answer under way: from the model's events to messages, and how far it has come ahead of its listener. */
final class Performance {
    /** How long the last notes may take to end once the answer is as long as was asked, seconds. */
    private static final double GRACE = 2.0;
    /** A model that strikes nothing in so many events has nothing to say. */
    private static final int MOST_EVENTS_WITHOUT_NOTE = 400;

    private final Request.Answer request;
    private final Audience audience;
    private final NoteStream stream;
    private long now;
    private long firstNoteNanos;
    private int eventsSinceStrike;

    Performance(Request.Answer request, Audience audience, EventCodec codec) {
        this.request = request;
        this.audience = audience;
        this.stream = new NoteStream(codec, new Told());
    }

    Request.Answer request() {
        return request;
    }

    void begin(long nowNanos) {
        now = nowNanos;
        audience.tell(Replies.begin(request.id(), request.seed()));
    }

    /** Tells of an event that was drawn. */
    void play(int event, long nowNanos) {
        now = nowNanos;
        eventsSinceStrike++;
        stream.accept(event);
    }

    /** Why it is over, or null where it is not. */
    Ending ending() {
        if (eventsSinceStrike > MOST_EVENTS_WITHOUT_NOTE) {
            return Ending.SILENT;
        }
        double over = stream.time() - request.seconds();
        return over >= GRACE || (over >= 0 && stream.sounding() == 0) ? Ending.COMPLETE : null;
    }

    void end(Ending why) {
        stream.finish();
        audience.tell(Replies.end(request.id(), stream.time(), why));
    }

    /** Seconds of listening that are played already but not heard yet; negative where the answer is late. */
    double ahead(long nowNanos) {
        return stream.notes() == 0 ? 0 : stream.time() / request.pace() - (nowNanos - firstNoteNanos) / 1e9;
    }

    private final class Told implements NoteStream.Keys {
        @Override
        public void strike(double at, int pitch, int velocity) {
            if (stream.notes() == 1) {
                firstNoteNanos = now;
            }
            eventsSinceStrike = 0;
            audience.tell(Replies.noteOn(request.id(), at, pitch, velocity));
        }

        @Override
        public void release(double at, int pitch) {
            audience.tell(Replies.noteOff(request.id(), at, pitch));
        }
    }
}
