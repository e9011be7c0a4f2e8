package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.midi.MidiReader;
import org.amadeus.data.midi.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.ui.duet.Improviser;

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

    /** The answer's notes, of about so many seconds, at their times after the phrase. */
    static NoteSequence answer(Session session, NoteSequence phrase, double seconds, long seed) {
        EventCodec codec = EventCodec.of(session.config().profile());
        EventSequence.Builder answer = new EventSequence.Builder();
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            Improviser improviser = Improviser.over(model, Sampling.DEFAULT.withTopP(0.95), null, seed);
            EventSequence heard = codec.encode(phrase);
            for (int i = 0; i < heard.size(); i++) {
                improviser.hear(heard.get(i));
            }
            improviser.begin(new int[0]);
            double time = 0;
            for (int i = 0; i < LONGEST && time < seconds; i++) {
                int event = improviser.draw();
                answer.add(event);
                time += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
            }
        }
        return after(codec.decode(answer.build()), phrase.end());
    }

    private static NoteSequence after(NoteSequence notes, double time) {
        List<Note> moved = new ArrayList<>();
        for (Note note : notes) {
            moved.add(new Note(time + note.start(), time + note.end(), note.pitch(), note.velocity()));
        }
        return NoteSequence.of(moved);
    }
}
