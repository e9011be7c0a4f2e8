package org.amadeus.quant.fidelity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.Progress;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.Measure;
import org.amadeus.data.compare.MusicStatistics;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/**
 * Whether a model that plays on by itself leaves the statistics of another: long pieces of both, section by section. The
 * yardstick is the float model beside itself, under another seed.
 *
 * @param pieces   that each played
 * @param events   of each piece
 * @param seed     of the float model's pieces that the others are held against; theirs is the next
 * @param sections in order
 */
public record Drift(int pieces, int events, long seed, List<Section> sections) {
    /** Of each piece, unless set otherwise: some three minutes. */
    public static final int EVENTS = 4096;

    private static final int PIECES = 8;
    private static final int SECTIONS = 4;
    private static final long SEED = 0;

    /**
     * A part of the pieces.
     *
     * @param from    the first event
     * @param to      the one after the last
     * @param overlap of the quantized model's distribution of each measure with the float one's, 0 .. 1; NaN where there is
     *                nothing to compare
     * @param chance  of the float model's with its own, under another seed
     */
    public record Section(int from, int to, Map<Measure, Double> overlap, Map<Measure, Double> chance) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("from_event", from);
            json.put("to_event", to);
            Map<String, Object> measures = new LinkedHashMap<>();
            overlap.forEach((measure, value) -> {
                if (!value.isNaN() && !chance.get(measure).isNaN()) {
                    measures.put(measure.id(), Map.of("overlap", value, "overlap_by_chance", chance.get(measure)));
                }
            });
            json.put("measures", measures);
            return json;
        }
    }

    public Drift {
        sections = List.copyOf(sections);
    }

    /**
     * Lets both play freely, without controls.
     *
     * @param events  of each piece, 4 or more
     * @param threads 1 or 2
     */
    public static Drift measure(Session before, Session after, int events, int threads, Progress progress) {
        before.config().requirePiano("the model");
        List<MusicStatistics> reference = play(before, events, SEED, threads, progress);
        List<MusicStatistics> again = play(before, events, SEED + 1, threads, progress);
        List<MusicStatistics> quantized = play(after, events, SEED + 1, threads, progress);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < SECTIONS; i++) {
            sections.add(new Section(
                    i * events / SECTIONS,
                    (i + 1) * events / SECTIONS,
                    overlap(reference.get(i), quantized.get(i)),
                    overlap(reference.get(i), again.get(i))));
        }
        return new Drift(PIECES, events, SEED, sections);
    }

    private static List<MusicStatistics> play(Session session, int events, long seed, int threads, Progress progress) {
        List<EventSequence> played;
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), PIECES, threads)) {
            played = new Generator(model, GenerationOptions.free(events, seed)).generate(progress);
        }
        EventCodec codec = EventCodec.of(session.config().profile());
        List<MusicStatistics> sections = new ArrayList<>();
        for (int i = 0; i < SECTIONS; i++) {
            MusicStatistics statistics = new MusicStatistics();
            for (EventSequence piece : played) {
                statistics.add(codec.decode(piece.slice(i * events / SECTIONS, (i + 1) * events / SECTIONS)));
            }
            sections.add(statistics);
        }
        return sections;
    }

    private static Map<Measure, Double> overlap(MusicStatistics a, MusicStatistics b) {
        Comparison comparison = new Comparison("", a, "", b);
        Map<Measure, Double> overlap = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            overlap.put(measure, comparison.overlap(measure));
        }
        return overlap;
    }

    /** As JSON's objects. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pieces", pieces);
        json.put("events", events);
        json.put("seed", seed);
        json.put("sections", sections.stream().map(Section::toJson).toList());
        return json;
    }
}
