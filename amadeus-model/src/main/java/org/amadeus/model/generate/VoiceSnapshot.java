package org.amadeus.model.generate;

/**
 * Everything a voice was at a moment: the model's state, its last event, what sounds, where its random numbers are, its
 * control. Restored into any voice of a {@link Performer} over the same model. Immutable.
 */
public final class VoiceSnapshot {
    final float[] state;
    final int last;
    final SoundingNotes notes;
    final long random;
    final float[] condition;

    VoiceSnapshot(float[] state, int last, SoundingNotes notes, long random, float[] condition) {
        this.state = state;
        this.last = last;
        this.notes = notes;
        this.random = random;
        this.condition = condition;
    }

    /** The same moment with other chances ahead: what the voice plays from here on depends on the seed. */
    public VoiceSnapshot reseeded(long seed) {
        VoiceRandom fresh = new VoiceRandom();
        fresh.seed(seed, 0);
        return new VoiceSnapshot(state, last, notes, fresh.state(), condition);
    }

    /** The same moment with other chances ahead, for each number others; 0 leaves them as they are. */
    public VoiceSnapshot withChances(int number) {
        return number == 0 ? this : reseeded(random + number);
    }
}
