package org.amadeus.charts.training;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.amadeus.charts.tensorboard.Pace;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;

/**
 * DL4J's training UI, fed by a training run. Looking into all tensors takes time (60 ms for the default model), so the
 * charts get a point every two seconds at most, and no more often than costs a fiftieth of the training.
 */
final class TrainingUi implements TrainerListener, AutoCloseable {
    private static final int MOST_REPORTS = 1024;

    private final BoundedStatsStorage storage = new BoundedStatsStorage(MOST_REPORTS);
    private final Pace pace;
    private final TrainingServer server;
    private Reports reports;

    /** @param port 0 for any free one */
    TrainingUi(int port) {
        this(port, new Pace(Duration.ofSeconds(2), 50));
    }

    TrainingUi(int port, Pace pace) {
        this.pace = pace;
        server = new TrainingServer(port, storage);
    }

    /** Where a browser on this machine finds it. */
    String address() {
        return server.address();
    }

    @Override
    public void started(ModelConfig config, long iteration) {
        String session =
                "amadeus-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        reports = new Reports(session, config, iteration);
        storage.putStaticInfo(reports.ofStart());
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        if (pace.isDue()) {
            storage.putUpdate(reports.of(iteration));
            pace.done();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
