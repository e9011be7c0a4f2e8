package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.datavec.MidiSequenceRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;

/** Reads a folder of MIDI files as DataVec sequences and counts how often each key is struck. */
public final class ReadMidiThroughDataVec {
    private ReadMidiThroughDataVec() {}

    /** Argument: a folder of MIDI files. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int[] strikes = countStrikes(Path.of(args[0]));
        for (int key = 0; key < strikes.length; key++) {
            if (strikes[key] > 0) {
                System.out.printf("pitch %3d: %d%n", EventVocabulary.LOWEST_PITCH + key, strikes[key]);
            }
        }
    }

    /** How often each of the 88 keys is struck, from A0 on. */
    static int[] countStrikes(Path folder) throws IOException, InterruptedException {
        int[] strikes = new int[EventVocabulary.PITCHES];
        try (MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.EXPRESSIVE)) {
            reader.initialize(new FileSplit(folder.toFile(), new String[] {"mid", "midi"}, true));
            while (reader.hasNext()) {
                for (List<Writable> step : reader.sequenceRecord()) {
                    int event = step.get(0).toInt();
                    if (EventVocabulary.isNoteOn(event)) {
                        strikes[event - EventVocabulary.NOTE_ON]++;
                    }
                }
            }
        }
        return strikes;
    }
}
