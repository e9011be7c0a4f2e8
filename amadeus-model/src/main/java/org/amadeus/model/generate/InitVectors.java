package org.amadeus.model.generate;

import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.network.ModelConfig;

/** What pieces start from. */
final class InitVectors {
    /** Keeps the numbers of the init vectors apart from those that events are drawn with. */
    private static final long INIT_STREAM = 0x5DEECE66DL;

    private InitVectors() {}

    /** The init vector of one piece [I]: zeros, or standard normal numbers from a stream of its own. */
    static float[] of(ModelConfig config, GenerationOptions options, int piece) {
        float[] init = new float[config.initDim()];
        if (!options.zeroInit()) {
            VoiceRandom random = new VoiceRandom();
            random.seed(options.seed() ^ INIT_STREAM, piece);
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
        }
        return init;
    }
}
