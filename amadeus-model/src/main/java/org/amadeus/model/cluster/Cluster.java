package org.amadeus.model.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.LocalSteps;

/** Workers, here or elsewhere, for as long as this is open. */
public interface Cluster extends AutoCloseable {
    /**
     * Gets workers of the engine on the class path.
     *
     * @throws AmadeusException where there is no engine on the class path, or no workers are to be had
     */
    static Cluster connect(ClusterSettings settings) {
        return ServiceLoader.load(ClusterProvider.class)
                .findFirst()
                .orElseThrow(() -> new AmadeusException(
                        "--master " + settings.master() + ": this program was built without Apache Spark."
                                + " \"./mvnw -Pspark -Dmaven.test.skip package\" in a checkout makes one with it, in"
                                + " amadeus-dist/target; docs/scale.md says more"))
                .connect(settings);
    }

    /**
     * MIDI files that the workers read.
     *
     * @param place a folder, an archive of MIDI files, or a URI that the engine knows
     * @param store the folder of the store that they become; workers write into it, so all of them must see it
     * @throws IOException where {@code place} is not there
     */
    MidiInput midi(String place, Path store) throws IOException;

    /**
     * Evaluates a session's model on a part of a dataset, as {@link Evaluator#evaluate} does.
     *
     * @param dataset its folder must be seen by all workers
     * @throws AmadeusException where the model and the dataset are of different kinds
     */
    EvaluationResult evaluate(
            Evaluator evaluator, Session session, PerformanceDataset dataset, DatasetPart part, Progress progress)
            throws IOException;

    /** Computes the gradients of a model of that kind, each worker those of a part of the batch. */
    GradientSource gradients(ModelConfig config);

    /** Takes several steps of a model of that kind at once, each worker along its part of the batches. */
    LocalSteps localSteps(ModelConfig config);

    /** Sends the workers away. */
    @Override
    void close();
}
