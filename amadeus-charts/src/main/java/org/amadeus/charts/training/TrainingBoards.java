package org.amadeus.charts.training;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.amadeus.charts.tensorboard.TensorBoardLog;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.train.listener.TrainerListener;

/**
 * What shows a training run while it goes on: DL4J's training UI in a browser, TensorBoard's event files, both or
 * neither. Nothing of the UI is loaded unless it is asked for.
 *
 * <pre>{@code
 *   try (var boards = TrainingBoards.open(OptionalInt.of(9000), Optional.of(Path.of("runs/first")))) {
 *       boards.address().ifPresent(System.out::println);
 *       trainer.run(boards.listener());
 *   }
 * }</pre>
 */
public final class TrainingBoards implements AutoCloseable {
    private final TrainerListener listener;
    private final Optional<TrainingUi> ui;
    private final Optional<TensorBoardLog> log;

    private TrainingBoards(Optional<TrainingUi> ui, Optional<TensorBoardLog> log) {
        this.ui = ui;
        this.log = log;
        this.listener =
                TrainerListener.of(Stream.of(ui, log).flatMap(Optional::stream).toArray(TrainerListener[]::new));
    }

    /**
     * @param uiPort port of the training UI on 127.0.0.1, 0 for any free one; empty for no UI
     * @param run    folder of this run's event files, made where it is missing; empty for none
     * @throws AmadeusException if the port is taken or the folder cannot be written
     */
    public static TrainingBoards open(OptionalInt uiPort, Optional<Path> run) {
        Optional<TrainingUi> ui =
                uiPort.isPresent() ? Optional.of(new TrainingUi(uiPort.getAsInt())) : Optional.empty();
        try {
            return new TrainingBoards(ui, run.map(TensorBoardLog::new)); // last: a port that is taken leaves no file
        } catch (RuntimeException e) {
            ui.ifPresent(TrainingUi::close);
            throw e;
        }
    }

    /** Where a browser on this machine finds the training UI. */
    public Optional<URI> address() {
        return ui.map(TrainingUi::address).map(URI::create);
    }

    /** The event file that is being written. */
    public Optional<Path> eventFile() {
        return log.map(TensorBoardLog::file);
    }

    /** What to give to the trainer. */
    public TrainerListener listener() {
        return listener;
    }

    /** Ends the server and the file. */
    @Override
    public void close() {
        ui.ifPresent(TrainingUi::close);
        log.ifPresent(TensorBoardLog::close);
    }
}
