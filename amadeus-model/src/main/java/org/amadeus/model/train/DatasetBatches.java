package org.amadeus.model.train;

import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.WindowBatch;
import org.amadeus.data.dataset.WindowSampler;
import org.amadeus.model.network.Conditions;

/** Batches of a dataset's windows, in an order and in keys that the seed gives; some with controls, some without. */
public final class DatasetBatches implements BatchSource {
    private final WindowSampler sampler;
    private final double controlRatio;
    private final long seed;

    /**
     * @param dataset the pieces to learn from
     * @throws DatasetException where there are none
     */
    public DatasetBatches(PerformanceDataset dataset, TrainingSettings settings, long seed) {
        this.sampler = new WindowSampler(
                dataset, settings.window(), settings.stride(), settings.batch(), settings.transposing(), seed);
        this.controlRatio = settings.controlRatio();
        this.seed = seed;
    }

    /** How many windows there are: so many are learned from before one comes again. */
    public long windows() {
        return sampler.windows();
    }

    @Override
    public TrainingBatch batch(long iteration) {
        WindowBatch batch = sampler.batch(iteration);
        boolean controls = new IterationDraws(seed, iteration).controls(controlRatio);
        float[] conditions = Conditions.of(batch, controls);
        return new TrainingBatch(batch.steps(), batch.windows(), batch.events(), conditions);
    }
}
