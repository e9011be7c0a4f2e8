package org.amadeus.model.window;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * An iterator that can go to any of its batches. A batch follows from the seed and its number alone, so that a training
 * that stops and goes on learns from the batches that it would have had. Each batch is made for whoever takes it, who may
 * close its arrays. Used by one thread at a time.
 *
 * <p>An epoch is {@link #batchesPerEpoch} batches; after it {@link #hasNext} is false until {@link #reset}. What comes after
 * a reset is the next epoch. A reset of an epoch that no batch was taken of does nothing.
 */
public abstract class SeekableIterator implements MultiDataSetIterator {
    private static final long serialVersionUID = 1L;

    private long seed;
    private long position;
    private long epochEnd;
    private transient MultiDataSetPreProcessor preProcessor;

    /** @param seed what batches are drawn from until {@link #seek} says otherwise */
    protected SeekableIterator(long seed) {
        this.seed = seed;
    }

    /** Makes the batch of a number, 0 or more; with the same seed always the same. */
    protected abstract MultiDataSet batch(long number, long drawnFrom);

    /** Batches of an epoch, 1 or more. */
    public abstract long batchesPerEpoch();

    /** The batch of a number, 0 or more, wherever the iterator stands. */
    public final MultiDataSet batch(long number) {
        MultiDataSet batch = batch(number, seed);
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    /**
     * Goes to a batch.
     *
     * @param drawnFrom the seed from there on
     * @param number    of the batch that is next, counted over all epochs, 0 or more
     */
    public final void seek(long drawnFrom, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("batch " + number + ", expected 0 or more");
        }
        seed = drawnFrom;
        position = number;
        epochEnd = number - number % batchesPerEpoch() + batchesPerEpoch();
    }

    @Override
    public final boolean hasNext() {
        return position < end();
    }

    @Override
    public final MultiDataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the epoch is over; reset() begins the next one");
        }
        return batch(position++);
    }

    /** @throws UnsupportedOperationException always: the size of a batch is fixed */
    @Override
    public final MultiDataSet next(int windows) {
        throw new UnsupportedOperationException("the size of a batch is fixed; make another iterator for " + windows);
    }

    @Override
    public final void reset() {
        if (position > end() - batchesPerEpoch()) {
            position = epochEnd;
            epochEnd += batchesPerEpoch();
        }
    }

    private long end() {
        if (epochEnd == 0) {
            epochEnd = batchesPerEpoch();
        }
        return epochEnd;
    }

    @Override
    public final boolean resetSupported() {
        return true;
    }

    @Override
    public final boolean asyncSupported() {
        return true;
    }

    @Override
    public final void setPreProcessor(MultiDataSetPreProcessor processor) {
        preProcessor = processor;
    }

    @Override
    public final MultiDataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /** ND4J's iterators say that they can be serialized; music that is mapped into memory cannot. */
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(getClass().getName());
    }
}
