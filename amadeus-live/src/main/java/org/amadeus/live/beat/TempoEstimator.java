package org.amadeus.live.beat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tempo, beats and metre of a phrase.
 *
 * <p>Beats are tracked by dynamic programming (Ellis, "Beat Tracking by Dynamic Programming", 2007) over when a beat is and how
 * long the last one was, which may change from beat to beat as in the bar-pointer model (Whiteley, Cemgil and Godsill 2006; Krebs, Böck and
 * Widmer 2015): one path for each of {@value BeatTracker#PERIODS} tempi. Which of the paths is meant, a conditional logit says: a linear score of
 * what is seen of each, softmax over them. Its weights come of performances with known beats.
 */
public final class TempoEstimator {
    /** What lies further back than that from the last onset does not count, seconds. */
    public static final double LONGEST = 16;

    private static final int FEWEST_ONSETS = 5;
    private static final int FEWEST_BEATS = 4;
    /** As many beats at the end say where the beat lies. */
    private static final int LAST_BEATS = 6;

    private static final int[] METRES = {2, 3, 4};
    /** Bars of two are rather halves of fours, a log-likelihood. */
    private static final double DUPLE_PRIOR = -1;

    private record Scored(BeatTracker.Path path, double score) {}

    private TempoEstimator() {}

    /**
     * The tempo and metre of a phrase; empty where it is too short to have any.
     *
     * @param notes in any order
     * @param tempo beats a minute where it is known, which leaves where the beats lie; else 0
     */
    public static Optional<TempoEstimate> estimate(List<PlayedNote> notes, double tempo) {
        double last = notes.stream().mapToDouble(PlayedNote::start).max().orElse(0);
        List<PlayedNote> heard = notes.stream()
                .filter(note -> note.start() >= last - LONGEST)
                .sorted(Comparator.comparingDouble(PlayedNote::start))
                .toList();
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        Onsets onsets = new Onsets(heard);
        if (tempo > 0) {
            BeatGrid beats = fitted(onsets, 60 / tempo);
            return Optional.of(new TempoEstimate(barred(onsets, beats), 1));
        }
        if (onsets.size() < FEWEST_ONSETS) {
            return Optional.empty();
        }
        return tracked(onsets);
    }

    private static Optional<TempoEstimate> tracked(Onsets onsets) {
        List<Scored> paths = new BeatTracker(onsets)
                .paths().stream()
                        .filter(path -> path.beats().length >= FEWEST_BEATS)
                        .map(path -> new Scored(path, BeatWeights.odds(PathFeatures.of(onsets, path))))
                        .toList();
        Optional<Scored> best = paths.stream().max(Comparator.comparingDouble(Scored::score));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        double beat = best.get().path().beat();
        double all = 0;
        double alike = 0;
        for (Scored each : paths) {
            double share = Math.exp(each.score() - best.get().score());
            all += share;
            alike += isAlike(each.path().beat() / beat) ? share : 0;
        }
        BeatGrid beats = new BeatGrid(best.get().path().anchor(LAST_BEATS), beat, 1);
        return Optional.of(new TempoEstimate(barred(onsets, beats), alike / all));
    }

    /** Whether a tempo is another, its half or its double, within 4 %. */
    private static boolean isAlike(double ratio) {
        double octaves = Math.log(ratio) / Math.log(2);
        return Math.abs(octaves - Math.rint(octaves)) <= Math.log(1.04) / Math.log(2);
    }

    /** Beats of a known length, laid where the accents are: the phase of the mean of the onsets on the beat's circle. */
    private static BeatGrid fitted(Onsets onsets, double beat) {
        double x = 0;
        double y = 0;
        double last = onsets.times[onsets.size() - 1];
        for (int i = 0; i < onsets.size(); i++) {
            double weight = onsets.weight(i) * Math.exp((onsets.times[i] - last) / (2 * LAST_BEATS * beat));
            double angle = 2 * Math.PI * (onsets.times[i] - last) / beat;
            x += weight * Math.cos(angle);
            y += weight * Math.sin(angle);
        }
        return new BeatGrid(last + Math.atan2(y, x) / (2 * Math.PI) * beat, beat, 1);
    }

    /** The same beats in the bars of two, three or four that are likeliest by what lies on their beats. */
    private static BeatGrid barred(Onsets onsets, BeatGrid beats) {
        BeatGrid likeliest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int perBar : METRES) {
            for (int first = 0; first < perBar; first++) {
                BeatGrid bars = new BeatGrid(beats.origin() + first * beats.beat(), beats.beat(), perBar);
                double likelihood = likelihood(onsets, bars) + (perBar == 2 ? DUPLE_PRIOR : 0);
                if (likelihood > most) {
                    most = likelihood;
                    likeliest = bars;
                }
            }
        }
        return likeliest;
    }

    /** The log-likelihood that just the onsets on these bars' beginnings begin bars, of those on beats. */
    private static double likelihood(Onsets onsets, BeatGrid bars) {
        double near = Math.min(0.06, bars.beat() / 8);
        double bias = -Math.log(bars.beatsPerBar() - 1.0);
        double sum = 0;
        for (int i = 0; i < onsets.size(); i++) {
            double time = onsets.times[i];
            if (Math.abs(bars.draw(time, 4, 1) - time) <= near) {
                double phase = (time - bars.origin()) / bars.bar();
                boolean begins = Math.abs(phase - Math.rint(phase)) * bars.bar() <= near;
                double odds = bias + onsets.downbeats[i];
                sum -= Math.log1p(Math.exp(begins ? -odds : odds));
            }
        }
        return sum;
    }
}
