package org.amadeus.model.generate;

import org.amadeus.model.run.StepModel;

/** Where a piece starts from. */
final class InitialState {
    /** Keeps the numbers of the init vectors apart from those that events are drawn with. */
    private static final long INIT_STREAM = 0x5DEECE66DL;

    private InitialState() {}

    /** The init vectors of a whole batch [B, I]: zeros, or standard normal numbers, each piece from its own stream. */
    static float[] inits(StepModel model, GenerationOptions options) {
        int size = model.config().initDim();
        float[] inits = new float[model.batch() * size];
        for (int piece = 0; piece < model.batch(); piece++) {
            System.arraycopy(init(model, options, piece), 0, inits, piece * size, size);
        }
        return inits;
    }

    /** The init vector of one piece [I]. */
    static float[] init(StepModel model, GenerationOptions options, int piece) {
        float[] init = new float[model.config().initDim()];
        if (!options.zeroInit()) {
            VoiceRandom random = new VoiceRandom();
            random.seed(options.seed() ^ INIT_STREAM, piece);
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
        }
        return init;
    }

    /**
     * The state of one sample started by itself, unmixed; all states of the model are overwritten on the way. Of samples
     * that are all the same, [B, L*H] read as [L, B, H] holds layer p of a sample at layer p / B of slot p % B.
     *
     * @param init [I]
     */
    static float[] state(StepModel model, float[] init) {
        int batch = model.batch();
        float[] repeated = new float[batch * init.length];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(init, 0, repeated, b * init.length, init.length);
        }
        model.start(repeated);
        int units = model.config().hiddenDim();
        float[] state = new float[model.stateSize()];
        float[] mixed = new float[model.stateSize()];
        for (int layer = 0; layer < model.config().gruLayers(); layer++) {
            model.readState(layer % batch, mixed);
            System.arraycopy(mixed, layer / batch * units, state, layer * units, units);
        }
        return state;
    }
}
