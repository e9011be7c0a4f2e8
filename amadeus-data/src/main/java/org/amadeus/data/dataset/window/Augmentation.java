package org.amadeus.data.dataset.window;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.events.Variation;

/**
 * How windows are varied, so that there is more to learn from: of each, a key, a speed and a loudness are drawn, all as
 * likely as each other.
 *
 * @param lowest        semitones, -6 .. 0
 * @param highest       semitones, 0 .. 5
 * @param tempos        how many times as fast, each 0.5 .. 2, one or more
 * @param velocityShift loudness moves by up to so many bins of velocity up or down, 0 .. 31
 */
public record Augmentation(int lowest, int highest, List<Double> tempos, int velocityShift) {
    /** Windows as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, List.of(1.0), 0);

    /** Each in one of the twelve keys. */
    public static final Augmentation ALL_KEYS =
            NONE.withKeys(EventSequence.LOWEST_TRANSPOSITION, EventSequence.HIGHEST_TRANSPOSITION);

    private static final int MOST_TEMPOS = 64;
    private static final long TEMPO = 1;
    private static final long LOUDNESS = 2;

    public Augmentation {
        if (lowest < EventSequence.LOWEST_TRANSPOSITION
                || lowest > 0
                || highest < 0
                || highest > EventSequence.HIGHEST_TRANSPOSITION) {
            throw new IllegalArgumentException(
                    "transposition is " + lowest + ".." + highest + " semitones, expected -6..0 up to 0..5");
        }
        tempos = List.copyOf(tempos);
        if (tempos.isEmpty() || tempos.size() > MOST_TEMPOS) {
            throw new IllegalArgumentException(tempos.size() + " tempos, expected 1 .. " + MOST_TEMPOS);
        }
        tempos.forEach(tempo -> new Variation(0, tempo, 0));
        if (velocityShift < 0 || velocityShift >= EventVocabulary.VELOCITY_BINS) {
            throw new IllegalArgumentException("velocity shift is " + velocityShift + " bins, expected 0 .. 31");
        }
    }

    /** The same with other keys. */
    public Augmentation withKeys(int from, int to) {
        return new Augmentation(from, to, tempos, velocityShift);
    }

    /** The same with other speeds. */
    public Augmentation withTempos(List<Double> factors) {
        return new Augmentation(lowest, highest, factors, velocityShift);
    }

    /** The same with other loudness. */
    public Augmentation withVelocityShift(int bins) {
        return new Augmentation(lowest, highest, tempos, bins);
    }

    /** What becomes of a sample: depends on the seed and the sample's number alone. */
    Variation variation(long seed, long sample) {
        long keys = IndexShuffle.mix(~seed);
        int key = draw(keys, sample, highest - lowest + 1);
        int tempo = draw(IndexShuffle.mix(keys + TEMPO), sample, tempos.size());
        int loudness = draw(IndexShuffle.mix(keys + LOUDNESS), sample, 2 * velocityShift + 1);
        return new Variation(lowest + key, tempos.get(tempo), loudness - velocityShift);
    }

    private static int draw(long key, long sample, int choices) {
        return (int) Math.floorMod(IndexShuffle.mix(key + sample), (long) choices);
    }

    /** As options of the command line, empty for none. */
    public String summary() {
        StringJoiner parts = new StringJoiner(", ");
        if (lowest < 0 || highest > 0) {
            parts.add("transposed " + lowest + ".." + highest);
        }
        if (!tempos.equals(NONE.tempos)) {
            parts.add("tempo "
                    + tempos.stream()
                            .map(tempo -> String.format(Locale.ROOT, "%s", tempo))
                            .collect(Collectors.joining(",")));
        }
        if (velocityShift > 0) {
            parts.add("velocity shift " + velocityShift);
        }
        return parts.toString();
    }
}
