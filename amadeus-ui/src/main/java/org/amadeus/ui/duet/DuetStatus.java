package org.amadeus.ui.duet;

import java.util.Optional;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.mode.Mode;

/**
 * A duet at a moment, to show.
 *
 * @param state         what it is at
 * @param phraseNotes    of the phrase that is played or was played last
 * @param phraseSeconds how long that phrase is
 * @param notesAnswered of the answer, or accompaniment, that is played or was played last
 * @param lastPitch     the last note struck by either side, or -1
 * @param temperature   how bold the answers are now
 * @param mode          what the model does now
 * @param tempo         of the phrase that was played last, where it is known
 * @param beats         that answers begin on the bars of: a clock's, or of a tempo of its own
 */
public record DuetStatus(
        DuetState state,
        int phraseNotes,
        double phraseSeconds,
        int notesAnswered,
        int lastPitch,
        double temperature,
        Mode mode,
        Optional<TempoEstimate> tempo,
        Optional<BeatGrid> beats) {}
