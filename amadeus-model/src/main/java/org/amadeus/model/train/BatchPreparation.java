package org.amadeus.model.train;

import java.util.Map;
import java.util.function.LongFunction;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.gru.HostFloats;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes what an iteration needs of its number: batch, init, dropout masks, what is taught. Used by one thread. */
final class BatchPreparation implements LongFunction<PreparedBatch> {
    private final ModelConfig config;
    private final BatchSource source;
    private final double teacherForcing;
    private final long seed;
    private float[] mask = new float[0];

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
        drop(draws, batch, inputs);
        return new PreparedBatch(inputs, draws.taught(batch.steps(), teacherForcing), batch.events().length);
    }

    /** Adds the dropout masks, where the model has dropout. */
    void drop(IterationDraws draws, TrainingBatch batch, Map<String, INDArray> inputs) {
        if (config.gruDropout() > 0) {
            for (int layer = 0; layer < config.gruLayers() - 1; layer++) {
                inputs.put(TrainingGraph.dropout(layer), mask(draws, layer, batch));
            }
        }
    }

    private INDArray mask(IterationDraws draws, int layer, TrainingBatch batch) {
        int count = Math.multiplyExact(batch.events().length, config.hiddenDim());
        if (mask.length != count) {
            mask = new float[count];
        }
        draws.dropout(layer, config.gruDropout(), mask);
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, batch.steps(), batch.windows(), config.hiddenDim());
        HostFloats.write(mask, array);
        return array;
    }
}
