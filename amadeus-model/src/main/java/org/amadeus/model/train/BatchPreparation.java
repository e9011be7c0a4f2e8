package org.amadeus.model.train;

import java.util.Map;
import java.util.function.LongFunction;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes what an iteration needs of its number: batch, init, what is taught. Used by one thread. */
final class BatchPreparation implements LongFunction<PreparedBatch> {
    private final ModelConfig config;
    private final BatchSource source;
    private final double teacherForcing;
    private final long seed;

    BatchPreparation(ModelConfig config, BatchSource source, double teacherForcing, long seed) {
        this.config = config;
        this.source = source;
        this.teacherForcing = teacherForcing;
        this.seed = seed;
    }

    @Override
    public PreparedBatch apply(long iteration) {
        TrainingBatch batch = source.batch(iteration);
        IterationDraws draws = new IterationDraws(seed, iteration);
        Map<String, INDArray> inputs = WindowInputs.of(config, batch, draws.init(batch.windows() * config.initDim()));
        return new PreparedBatch(inputs, draws.taught(batch.steps(), teacherForcing), batch.events().length, draws);
    }
}
