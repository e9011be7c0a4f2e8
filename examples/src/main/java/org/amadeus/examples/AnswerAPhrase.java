package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.Conductor;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;

/** Hears a phrase and answers it: the heart of the duet, without keyboard, threads and time. */
public final class AnswerAPhrase {
    private static final int LONGEST = 2000;

    private AnswerAPhrase() {}

    /** Arguments: a MIDI file with the phrase, where to write the phrase and its answer. */
    public static void main(String[] args) throws IOException {
        NoteSequence phrase = MidiReader.read(Path.of(args[0])).notes();
        NoteSequence answer = answer(BundledModel.load(), phrase, phrase.end() - phrase.start(), 1);
        MidiFileBuilder file = new MidiFileBuilder(480, 120);
        file.track("You").notes(0, phrase);
        file.track("Amadeus").notes(1, answer);
        MidiWriter.write(file.build(), Path.of(args[1]));
        System.out.printf("%s: %d notes answered by %d%n", args[1], phrase.size(), answer.size());
    }

    /** The answer's notes, of about so many seconds, at their times after the phrase: played and answered by the clock. */
    static NoteSequence answer(Session session, NoteSequence phrase, double seconds, long seed) {
        List<Note> answer = new ArrayList<>();
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            Soloist soloist = Soloist.over(model, Sampling.DEFAULT.withTopP(0.95), null, seed);
            Conductor conductor = new Conductor(
                    LiveOptions.DEFAULT.withLength(seconds, seconds),
                    soloist.improviser(),
                    EventCodec.of(session.config().profile()),
                    new Notes(answer),
                    Lookahead.AT_ONCE);
            play(phrase, conductor);
            double now = phrase.end();
            conductor.answer(now);
            while (conductor.isAnswering()) {
                double next = conductor.advance(now);
                if (next <= now) {
                    // It waits for the model.
                    soloist.step();
                } else {
                    now = next;
                }
            }
        }
        return NoteSequence.of(answer);
    }

    private static void play(NoteSequence phrase, Conductor conductor) {
        record Stroke(double at, Note note) {}
        List<Stroke> strokes = new ArrayList<>();
        for (Note note : phrase) {
            strokes.add(new Stroke(note.start(), note));
            strokes.add(new Stroke(note.end(), note));
        }
        strokes.sort(Comparator.comparingDouble(Stroke::at));
        for (Stroke stroke : strokes) {
            if (stroke.at == stroke.note.start()) {
                conductor.strike(stroke.at, stroke.note.pitch(), stroke.note.velocity());
            } else {
                conductor.release(stroke.at, stroke.note.pitch());
            }
        }
    }

    /** Keeps what is played. */
    private static final class Notes implements Conductor.Listener {
        private final List<Note> notes;
        private final Note[] sounding = new Note[128];

        Notes(List<Note> notes) {
            this.notes = notes;
        }

        @Override
        public void strike(double at, int pitch, int velocity) {
            sounding[pitch] = new Note(at, at, pitch, velocity);
        }

        @Override
        public void release(double at, int pitch) {
            notes.add(sounding[pitch].endingAt(at));
        }
    }
}
