package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerAPhraseTest {
    private static final NoteSequence PHRASE =
            NoteSequence.of(new Note(0, 0.4, 60, 70), new Note(0.5, 0.9, 64, 80), new Note(1, 2, 67, 90));

    @TempDir
    Path folder;

    @Test
    void theAnswerFollowsThePhraseAndDependsOnItAndOnTheSeed() {
        Session session = BundledModel.load();
        NoteSequence answer = AnswerAPhrase.answer(session, PHRASE, 6, 3);
        assertTrue(answer.size() > 5, answer::toString);
        assertTrue(answer.start() >= 2 && answer.end() > 6 && answer.start() < 6, answer::toString);
        assertEquals(answer, AnswerAPhrase.answer(session, PHRASE, 6, 3));
        assertNotEquals(answer, AnswerAPhrase.answer(session, PHRASE, 6, 4));
        NoteSequence other = NoteSequence.of(new Note(0, 2, 30, 120));
        assertNotEquals(answer, AnswerAPhrase.answer(session, other, 6, 3));
    }

    @Test
    void writesBothSides() throws Exception {
        Path in = folder.resolve("phrase.mid");
        Path out = folder.resolve("both.mid");
        MidiWriter.write(MidiFileBuilder.of("phrase", PHRASE), in);
        AnswerAPhrase.main(new String[] {in.toString(), out.toString()});
        MidiFile both = MidiReader.read(out);
        assertEquals("You", both.tracks().get(1).name());
        assertEquals("Amadeus", both.tracks().get(2).name());
        assertTrue(both.notes().size() > PHRASE.size());
    }
}
