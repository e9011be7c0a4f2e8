package org.amadeus.quant.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.Golden;
import org.amadeus.quant.TestMusic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics against those computed independently in PyTorch, for the same session, events and init. */
class LayerTrackersTest {
    @TempDir
    private Path folder;

    private final Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
    private final JsonNode run =
            Golden.json(Golden.resource("small_trained.json")).get("teacher_forced");

    @Test
    void everyTensorOfEveryLayer() throws IOException {
        Statistics expected = StatisticsFile.read(Golden.resource("small_trained_statistics.yaml"));
        LayerTrackers trackers = new LayerTrackers(session.config(), session.stepGraph());
        trackers.follow(new TensorProbe(
                session.config(), session.stepGraph(), Golden.batch(run, true), trackers.tensors(), Golden.init(run)));
        Map<String, LayerStatistics> found = trackers.result();
        assertEquals(new ArrayList<>(expected.layers().keySet()), new ArrayList<>(found.keySet()));
        expected.layers().forEach((name, layer) -> {
            LayerStatistics mine = found.get(name);
            assertEquals(layer.inputs().size(), mine.inputs().size(), name);
            for (int i = 0; i < layer.inputs().size(); i++) {
                assertTensor(layer.inputs().get(i), mine.inputs().get(i), name + ".inputs." + i);
            }
            assertTensor(layer.output(), mine.output(), name + ".output");
        });
    }

    /** The reference's layers and shapes, and ranges that cover the same music about as widely. */
    @Test
    void layoutIsTheReferences() throws IOException {
        Statistics reference = StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"));
        Statistics found = new Calibrator(
                        session,
                        TestMusic.of(session, folder),
                        new Calibrator.Settings(Optional.of(2), Optional.of(2), 1))
                .statistics(Progress.NONE);
        assertEquals(
                new ArrayList<>(reference.layers().keySet()),
                new ArrayList<>(found.layers().keySet()));
        reference.layers().forEach((name, layer) -> {
            LayerStatistics mine = found.layers().get(name);
            assertEquals(layer.inputs().size(), mine.inputs().size(), name);
            assertEquals(
                    layer.output().shape().replace("8, ", "2, ").replace("(1, 8)", "(1, 2)"),
                    mine.output().shape(),
                    name);
        });
    }

    private static void assertTensor(TensorStatistics expected, TensorStatistics found, String place) {
        double tolerance = 1e-5 * Math.max(1, Math.max(Math.abs(expected.min()), Math.abs(expected.max())));
        assertEquals(expected.min(), found.min(), tolerance, place);
        assertEquals(expected.max(), found.max(), tolerance, place);
        assertEquals(expected.avgMin(), found.avgMin(), tolerance, place);
        assertEquals(expected.avgMax(), found.avgMax(), tolerance, place);
        assertEquals(expected.mean(), found.mean(), tolerance, place);
        assertEquals(expected.std(), found.std(), tolerance, place);
        assertEquals(expected.shape(), found.shape(), place);
    }
}
