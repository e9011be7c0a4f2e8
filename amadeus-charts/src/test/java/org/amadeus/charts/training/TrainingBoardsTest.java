package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.amadeus.charts.tensorboard.MadeUpIteration;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBoardsTest {
    private static final ModelConfig SMALL = new ModelConfig(4, 240, 24, 8, 2, 0.3, CodecProfile.EXPRESSIVE);

    @TempDir
    Path runs;

    @Test
    void aRunReachesBothBoards() throws Exception {
        try (TrainingBoards boards = TrainingBoards.open(OptionalInt.of(0), Optional.of(runs.resolve("first")))) {
            long before = Files.size(boards.eventFile().orElseThrow());
            boards.listener().started(SMALL, 6);
            boards.listener().iterationDone(new MadeUpIteration(SMALL, 7));
            boards.listener().validated(7, 2.5, true);
            boards.listener().saved(7, runs.resolve("session"));
            boards.listener().finished(7);

            JsonNode overview = overview(boards.address().orElseThrow());
            assertEquals(7, overview.at("/scoresIter/0").asInt());
            assertEquals(
                    new MadeUpIteration(SMALL, 7).loss(),
                    overview.at("/scores/0").asDouble());
            double ratio = overview.at("/updateRatios/gru_l01_RW/0").asDouble();
            assertEquals(1e-3, ratio, 3e-4);
            assertEquals(0.01, overview.at("/stdevGradients/output_fc_W/0").asDouble(), 1e-3);
            assertEquals("7", overview.at("/perf/3/1").asText());
            assertTrue(Files.size(boards.eventFile().orElseThrow()) > before);
        }
    }

    @Test
    void whatIsNotAskedForIsNotThere() {
        try (TrainingBoards boards = TrainingBoards.open(OptionalInt.empty(), Optional.empty())) {
            boards.listener().started(SMALL, 0);
            boards.listener().iterationDone(new MadeUpIteration(SMALL, 1));
            boards.listener().finished(1);
            assertEquals(Optional.empty(), boards.address());
            assertEquals(Optional.empty(), boards.eventFile());
        }
    }

    @Test
    void aTakenPortIsAnErrorAndLeavesNothingOpen() throws IOException {
        Path run = runs.resolve("taken");
        try (ServerSocket taken = new ServerSocket(0)) {
            OptionalInt port = OptionalInt.of(taken.getLocalPort());
            assertThrows(AmadeusException.class, () -> TrainingBoards.open(port, Optional.of(run)));
        }
        assertFalse(Files.exists(run), "no event file of a run that never was");
    }

    /** The module reads reports on a thread of its own: asked until it has one. */
    private static JsonNode overview(URI address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/data")).build();
        for (int attempt = 0; attempt < 1200; attempt++) {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode overview = new ObjectMapper().readTree(body);
            if (!overview.at("/scores").isEmpty()) {
                return overview;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no report within a minute");
    }
}
