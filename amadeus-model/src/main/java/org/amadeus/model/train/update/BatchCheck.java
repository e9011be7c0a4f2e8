package org.amadeus.model.train.update;

import java.util.Arrays;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Whether a batch, of whoever's iterator, is what a model can learn from. */
public final class BatchCheck {
    private BatchCheck() {}

    /** @throws AmadeusException naming the array, what it is, and what was expected */
    public static void require(ModelConfig config, MultiDataSet batch) {
        if (batch.numFeatureArrays() != 3 || batch.numLabelsArrays() != 1) {
            throw new AmadeusException("a batch has " + batch.numFeatureArrays() + " features and "
                    + batch.numLabelsArrays()
                    + " labels, expected 3 (event, condition, init) and 1 (the events to be predicted)");
        }
        INDArray event = batch.getFeatures(WindowArrays.EVENT);
        if (event.rank() != 2) {
            throw new AmadeusException("the events of a batch have the shape " + Arrays.toString(event.shape())
                    + ", expected [steps, windows]");
        }
        long steps = event.size(0);
        long windows = event.size(1);
        int most = config.eventDim() - 1;
        events("features 0 (event)", event, most, steps, windows);
        events("labels 0 (events to be predicted)", batch.getLabels(WindowArrays.TARGET), most, steps, windows);
        shape(
                "features 1 (condition)",
                batch.getFeatures(WindowArrays.CONDITION),
                DataType.FLOAT,
                steps,
                windows,
                config.conditionDim());
        shape("features 2 (init)", batch.getFeatures(WindowArrays.INIT), DataType.FLOAT, windows, config.initDim());
        INDArray mask = batch.getLabelsMaskArray(WindowArrays.TARGET);
        if (mask != null && mask.minNumber().doubleValue() != 1) {
            throw new AmadeusException("a batch masks some of its labels; the training counts all of them. Take windows"
                    + " that are full, as a shuffled WindowIterator's are");
        }
    }

    private static void events(String name, INDArray array, int most, long... shape) {
        shape(name, array, DataType.INT, shape);
        int[] values = array.dup('c').data().asInt();
        for (int value : values) {
            if (value < 0 || value > most) {
                throw new AmadeusException(name + " of a batch holds " + value + ", expected 0 .. " + most);
            }
        }
    }

    private static void shape(String name, INDArray array, DataType type, long... shape) {
        if (array == null || array.dataType() != type || !Arrays.equals(array.shape(), shape)) {
            throw new AmadeusException(name + " of a batch is "
                    + (array == null ? "missing" : array.dataType() + " " + Arrays.toString(array.shape()))
                    + ", expected " + type + " " + Arrays.toString(shape));
        }
    }
}
