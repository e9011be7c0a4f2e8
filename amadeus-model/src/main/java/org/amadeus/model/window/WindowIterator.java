package org.amadeus.model.window;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.data.dataset.window.Window;
import org.amadeus.data.dataset.window.WindowBatch;
import org.amadeus.data.dataset.window.WindowGrid;
import org.amadeus.data.dataset.window.WindowReader;
import org.amadeus.data.dataset.window.WindowSampler;
import org.amadeus.data.events.Variation;
import org.amadeus.model.network.Conditions;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Windows of a dataset, batch by batch, as {@link WindowArrays} lays them out. Either shuffled, for training: every window
 * once, then all again in another order, each begun from a random init; or {@link Builder#inOrder in their order}, for
 * judging: from inits of zeros, what fills a short piece or the last batch up masked.
 *
 * <pre>{@code
 *   var windows = WindowIterator.over(dataset, config).length(200).batch(64).seed(1).build();
 *   while (windows.hasNext()) {
 *       MultiDataSet batch = windows.next();
 *   }
 * }</pre>
 */
public final class WindowIterator extends SeekableIterator {
    private static final long serialVersionUID = 1L;

    private final transient ModelConfig config;
    private final transient PerformanceDataset dataset;
    private final transient Builder options;
    private final transient WindowGrid grid;
    private final transient WindowReader reader;
    /** One for each length; null where none was needed yet. */
    private transient List<WindowSampler> samplers;

    private transient long drawnFrom;
    /** Windows of an epoch: all of the grid, or some spread over it. */
    private final long count;

    private WindowIterator(PerformanceDataset dataset, ModelConfig config, Builder options) {
        super(options.seed);
        if (dataset.pieces().isEmpty()) {
            throw new DatasetException(dataset.folder() + ": no pieces to take windows of");
        }
        this.config = config;
        this.dataset = dataset;
        this.options = options;
        this.grid = grid(options.lengths.get(0));
        this.reader = new WindowReader(dataset, grid.length());
        this.count = options.ordered
                ? Math.min(grid.size(), options.most)
                : options.lengths.stream()
                        .mapToLong(length -> grid(length).size())
                        .sum();
    }

    private WindowGrid grid(int length) {
        return new WindowGrid(dataset.pieces(), length, options.stride);
    }

    /** @param config what the batches are for: it says which event stands before the first, and how long an init is */
    public static Builder over(PerformanceDataset dataset, ModelConfig config) {
        return new Builder(dataset, config);
    }

    /** How many windows an epoch has. */
    public long windows() {
        return count;
    }

    /** Shuffled, the windows that do not fill a batch begin the next epoch. */
    @Override
    public long batchesPerEpoch() {
        return options.ordered ? (count + options.batch - 1) / options.batch : Math.max(1, count / options.batch);
    }

    @Override
    protected MultiDataSet batch(long number, long drawnFrom) {
        return options.ordered ? ordered(number % batchesPerEpoch()) : shuffled(number, drawnFrom);
    }

    private MultiDataSet shuffled(long number, long seed) {
        int lengths = options.lengths.size();
        long round = number / lengths;
        int which = new IterationDraws(seed, round).order(lengths)[(int) (number % lengths)];
        WindowSampler sampler = samplers(seed).get(which);
        IterationDraws draws = new IterationDraws(seed, number);
        WindowBatch batch = sampler.batch(round);
        boolean given =
                options.alternating == null ? draws.controls(options.controlRatio) : options.alternating.test(number);
        float[] init = draws.init(batch.windows() * config.initDim());
        MultiDataSet set = WindowArrays.of(batch.windows(), batch.events(), Conditions.of(batch, given), init)
                .toDataSet(config);
        long first = round * options.batch;
        Window[] places = new Window[options.batch];
        Arrays.setAll(places, slot -> sampler.window(first + slot));
        set.setExampleMetaData(List.of(places));
        return set;
    }

    private List<WindowSampler> samplers(long seed) {
        if (samplers == null || drawnFrom != seed) {
            drawnFrom = seed;
            samplers = IntStream.range(0, options.lengths.size())
                    .mapToObj(which -> new WindowSampler(
                            dataset,
                            options.lengths.get(which),
                            options.stride,
                            options.batch,
                            options.augmentation,
                            seed + which))
                    .toList();
        }
        return samplers;
    }

    private MultiDataSet ordered(long number) {
        int steps = grid.length();
        int windows = options.batch;
        WindowBatch batch =
                new WindowBatch(steps, windows, new int[steps * windows], new float[steps * windows * Control.SIZE]);
        int[] pieces = new int[windows];
        int[] lengths = new int[windows];
        Window[] places = new Window[windows];
        for (int slot = 0; slot < windows; slot++) {
            long which = number * windows + slot;
            Window window = grid.get(Math.min(which, count - 1) * grid.size() / count);
            reader.fill(batch, slot, window, Variation.NONE);
            places[slot] = window;
            pieces[slot] = window.piece();
            int rest = dataset.pieces().get(window.piece()).events() - window.start();
            lengths[slot] = which < count ? Math.min(steps, rest) : 0;
        }
        boolean given = new IterationDraws(options.seed, number).controls(options.controlRatio);
        MultiDataSet set = new WindowArrays(
                        steps,
                        windows,
                        batch.events(),
                        Conditions.of(batch, given),
                        new float[windows * config.initDim()],
                        pieces,
                        lengths)
                .toDataSet(config);
        set.setExampleMetaData(List.of(places));
        return set;
    }

    /** How windows are taken; those of the Python implementation unless said otherwise. */
    public static final class Builder {
        private final PerformanceDataset dataset;
        private final ModelConfig config;
        private List<Integer> lengths = List.of(200);
        private int stride = 10;
        private int batch = 64;
        private Augmentation augmentation = Augmentation.NONE;
        private double controlRatio = 1;
        private LongPredicate alternating;
        private boolean ordered;
        private long most = Long.MAX_VALUE;
        private long seed;

        private Builder(PerformanceDataset dataset, ModelConfig config) {
            this.dataset = dataset;
            this.config = config;
        }

        /** Events of a window, T, 1 or more; 200. A shorter piece is repeated where windows are shuffled. */
        public Builder length(int events) {
            return lengths(List.of(events));
        }

        /**
         * Windows of several lengths, one in each batch: of as many batches as there are lengths each has another, in an order
         * that is drawn. Where windows are shuffled.
         *
         * @param events one or more, each as in {@link #length}
         */
        public Builder lengths(List<Integer> events) {
            lengths = List.copyOf(events);
            return this;
        }

        /** Events from one window's start to the next one's, 1 or more; 10. */
        public Builder stride(int events) {
            stride = events;
            return this;
        }

        /** Windows of a batch, B, 1 or more; 64. Where the dataset has fewer, they repeat, or are masked. */
        public Builder batch(int windows) {
            batch = windows;
            return this;
        }

        /** How windows are varied; not. Not where windows come in order. */
        public Builder augmentation(Augmentation chosen) {
            augmentation = chosen;
            return this;
        }

        /** Share of the batches that are given the music's own controls, 0 .. 1; all. */
        public Builder controlRatio(double share) {
            controlRatio = share;
            return this;
        }

        /** The batches, by number, that are given controls, in place of a share of them. Where windows are shuffled. */
        public Builder controlsIn(LongPredicate batches) {
            alternating = batches;
            return this;
        }

        /** Windows in the order of the pieces, every epoch the same. */
        public Builder inOrder() {
            ordered = true;
            return this;
        }

        /** In order, and so many windows at most, spread evenly over the dataset, 1 or more. */
        public Builder inOrder(long windows) {
            ordered = true;
            most = windows;
            return this;
        }

        /** What everything random is drawn from; 0. A {@link SeekableIterator#seek} replaces it. */
        public Builder seed(long drawnFrom) {
            seed = drawnFrom;
            return this;
        }

        /** @throws DatasetException where the dataset has no piece */
        public WindowIterator build() {
            if (lengths.isEmpty() || ordered && lengths.size() > 1) {
                throw new IllegalArgumentException(
                        lengths.size() + " lengths of windows, expected 1" + (ordered ? "" : " or more"));
            }
            if (lengths.stream().anyMatch(length -> length < 1) || stride < 1 || batch < 1 || most < 1) {
                throw new IllegalArgumentException("windows of " + lengths + " events, begun every " + stride + ", "
                        + batch + " of a batch, " + most + " at most: expected 1 or more of each");
            }
            return new WindowIterator(dataset, config, this);
        }
    }
}
