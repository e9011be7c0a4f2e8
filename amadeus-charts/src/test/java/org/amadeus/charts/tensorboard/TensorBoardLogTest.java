package org.amadeus.charts.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

class TensorBoardLogTest {
    private static final ModelConfig SMALL = new ModelConfig(4, 240, 24, 8, 2, 0.3, CodecProfile.EXPRESSIVE);

    @TempDir
    Path runs;

    @Test
    void theReadersCrcIsCastagnolis() {
        // RFC 3720, B.4: 32 bytes of zeros give aa 36 91 8a, least significant byte first.
        int crc = 0x8a9136aa;
        assertEquals(((crc >>> 15) | (crc << 17)) + 0xa282ead8, EventFileReader.maskedCrc(new byte[32]));
    }

    @Test
    void tensorFlowReadsTheNumbersOfARun() throws IOException {
        List<Event> events = record(3);

        assertEquals("brain.Event:2", events.get(0).getFileVersion());
        assertEquals(2 + 3 + 1, events.size());
        for (int i = 1; i <= 3; i++) {
            MadeUpIteration made = new MadeUpIteration(SMALL, i);
            Map<String, Summary.Value> values = values(events.get(i + 1));
            assertEquals(i, events.get(i + 1).getStep());
            assertEquals((float) made.loss(), values.get("train/loss").getSimpleValue());
            assertEquals(
                    (float) made.gradientNorm(),
                    values.get("train/gradient_norm").getSimpleValue());
            assertEquals(
                    (float) made.learningRate(),
                    values.get("train/learning_rate").getSimpleValue());
            assertEquals(
                    (float) made.eventsPerSecond(),
                    values.get("train/events_per_second").getSimpleValue());
            assertTrue(Math.abs(events.get(i + 1).getWallTime() - System.currentTimeMillis() / 1e3) < 60);
        }
        Event validation = events.get(5);
        assertEquals(3, validation.getStep());
        assertEquals(2.5f, values(validation).get("validation/nll").getSimpleValue());
    }

    @Test
    void theFirstIterationHasAHistogramOfEachParameter() throws IOException {
        Event first = record(1).get(2);

        Map<String, Summary.Value> values = values(first);
        Parameters.shapes(SMALL).forEach((name, shape) -> {
            int size = shape.stream().reduce(1, Math::multiplyExact);
            HistogramProto histogram = values.get("weights/" + name).getHisto();
            assertEquals(size, histogram.getNum(), name);
            assertEquals(
                    size,
                    histogram.getBucketList().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum(),
                    name);
        });
    }

    @Test
    void whatWasWrittenIsReadableWhileTheRunGoesOn() throws IOException {
        try (TensorBoardLog log = new TensorBoardLog(runs.resolve("going"))) {
            log.validated(7, 2.25, true);
            List<Event> events = EventFileReader.read(log.file());
            assertEquals(7, events.get(events.size() - 1).getStep());
        }
    }

    /** As TensorBoard 2's EventAccumulator: the start of a run takes back that step and all after it of earlier files. */
    @Test
    void aRunThatGoesOnFromAnEarlierSessionDrawsNoStepTwice() throws IOException {
        Path run = runs.resolve("resumed");
        for (long from : new long[] {0, 3, 2}) {
            try (TensorBoardLog log = new TensorBoardLog(run)) {
                log.started(SMALL, from);
                for (long i = from + 1; i <= from + 5; i++) {
                    log.iterationDone(new MadeUpIteration(SMALL, i));
                }
            }
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(run)) {
            files = list.sorted().toList();
        }
        assertEquals(3, files.size(), "one a start, also within a second");
        List<Long> steps = new ArrayList<>();
        for (Path file : files) {
            List<Event> events = EventFileReader.read(file);
            assertEquals(
                    SessionLog.SessionStatus.START,
                    events.get(1).getSessionLog().getStatus());
            for (Event event : events) {
                if (event.hasSessionLog()) {
                    steps.removeIf(step -> step >= event.getStep());
                } else if (event.hasSummary()) {
                    steps.add(event.getStep());
                }
            }
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), steps);
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Path file = Files.writeString(runs.resolve("taken"), "a file", StandardCharsets.UTF_8);
        AmadeusException e = assertThrows(AmadeusException.class, () -> new TensorBoardLog(file));
        assertTrue(e.getMessage().contains("--log-dir"), e.getMessage());
    }

    @Test
    void aTrainingOutlivesItsLog() throws IOException {
        Path run = runs.resolve("closed");
        TensorBoardLog log = new TensorBoardLog(run);
        log.close();
        byte[] before = Files.readAllBytes(log.file());
        for (int i = 1; i <= 3; i++) {
            log.iterationDone(new MadeUpIteration(SMALL, i)); // the stream is closed: writing fails
            log.validated(i, 1, false);
        }
        log.close();
        assertEquals(before.length, Files.size(log.file()));
    }

    private List<Event> record(int iterations) throws IOException {
        Path file;
        try (TensorBoardLog log = new TensorBoardLog(runs.resolve("run"))) {
            log.started(SMALL, 0);
            for (int i = 1; i <= iterations; i++) {
                log.iterationDone(new MadeUpIteration(SMALL, i));
            }
            log.validated(iterations, 2.5, true);
            log.finished(iterations);
            file = log.file();
        }
        assertTrue(file.getFileName().toString().contains("tfevents"));
        return EventFileReader.read(file);
    }

    private static Map<String, Summary.Value> values(Event event) {
        Map<String, Summary.Value> values = new HashMap<>();
        event.getSummary().getValueList().forEach(value -> values.put(value.getTag(), value));
        return values;
    }
}
