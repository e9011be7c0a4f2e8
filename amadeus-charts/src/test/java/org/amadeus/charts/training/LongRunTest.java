package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.amadeus.charts.tensorboard.MadeUpIteration;
import org.amadeus.charts.tensorboard.Pace;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.junit.jupiter.api.Test;

/** A run of more points than DL4J draws one by one: it picks some, with a library that nothing else needs. */
class LongRunTest {
    private static final ModelConfig SMALL = new ModelConfig(4, 240, 24, 8, 1, 0.3, CodecProfile.EXPRESSIVE);

    /** Above DL4J's bound of 512. */
    private static final int POINTS = 520;

    @Test
    void itsCurveIsThere() throws Exception {
        try (TrainingUi ui = new TrainingUi(0, new Pace(Duration.ZERO, 0))) {
            ui.started(SMALL, 0);
            for (int iteration = 1; iteration <= POINTS; iteration++) {
                ui.iterationDone(new MadeUpIteration(SMALL, iteration));
            }
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(ui.address() + "/data")).build();
            HttpClient client = HttpClient.newHttpClient();
            int points = 0;
            for (int attempt = 0; attempt < 600 && points == 0; attempt++) {
                HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(200, reply.statusCode(), reply::body);
                JsonNode overview = new ObjectMapper().readTree(reply.body());
                points = overview.at("/scores").size();
                Thread.sleep(50);
            }
            assertTrue(points > 512, points + " points");
        }
    }
}
