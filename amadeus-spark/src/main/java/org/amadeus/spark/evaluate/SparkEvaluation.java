package org.amadeus.spark.evaluate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.evaluate.Tally;
import org.amadeus.model.evaluate.WindowModel;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.spark.context.SparkFailures;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** Evaluation by workers: each takes some of the batches that one machine would take, and what they count is added up. */
public final class SparkEvaluation {
    private static final int TASKS_PER_CORE = 2;
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final JavaSparkContext spark;
    private final OptionalInt partitions;

    public SparkEvaluation(JavaSparkContext spark, OptionalInt partitions) {
        this.spark = spark;
        this.partitions = partitions;
    }

    /**
     * Evaluates a model on a part of a dataset.
     *
     * @param dataset its folder must be seen by all workers
     */
    public EvaluationResult evaluate(
            Evaluator evaluator, Session session, PerformanceDataset dataset, DatasetPart part, Progress progress)
            throws IOException {
        PerformanceDataset pieces = part.of(dataset);
        Evaluator.require(session.config(), pieces);
        int size = evaluator.batchSize(session.config(), pieces);
        long batches = evaluator.batches(session.config(), pieces, size);
        List<Tuple2<Long, Long>> ranges = ranges(batches);
        try {
            LongAccumulator done = spark.sc().longAccumulator("batches");
            Broadcast<byte[]> model = spark.broadcast(bytes(session));
            String folder = dataset.folder().toAbsolutePath().toUri().toString();
            int threads = spark.getConf().getInt("spark.task.cpus", 1);
            JavaFutureAction<List<Tally>> running = spark.parallelize(ranges, ranges.size())
                    .map(range -> tally(evaluator, model.value(), folder, part, size, range, threads, done))
                    .collectAsync();
            List<Tally> tallies = wait(running, done, batches, progress);
            model.destroy();
            Tally all = new Tally();
            tallies.forEach(all::add);
            return all.evaluation();
        } catch (ExecutionException e) {
            throw SparkFailures.explained("evaluation on workers", e.getCause(), spark);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained("evaluation on workers", e, spark);
        }
    }

    private List<Tuple2<Long, Long>> ranges(long batches) {
        long parts = Math.min(batches, partitions.orElse(TASKS_PER_CORE * spark.defaultParallelism()));
        List<Tuple2<Long, Long>> ranges = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            ranges.add(new Tuple2<>(part * batches / parts, (part + 1) * batches / parts));
        }
        return ranges;
    }

    private static Tally tally(
            Evaluator evaluator,
            byte[] model,
            String folder,
            DatasetPart part,
            int size,
            Tuple2<Long, Long> range,
            int threads,
            LongAccumulator done)
            throws IOException {
        NativeThreads.use(threads);
        Session session = SessionFiles.load(new ByteArrayInputStream(model), "the model");
        PerformanceDataset pieces = part.of(PerformanceDataset.open(Path.of(URI.create(folder))));
        try (WindowModel windows = evaluator.model(session, size)) {
            return evaluator.tally(windows, pieces, range._1(), range._2(), () -> done.add(1));
        }
    }

    private static byte[] bytes(Session session) throws IOException {
        Path file = Files.createTempFile("amadeus", ".amadeus");
        try {
            SessionFiles.save(session, file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static List<Tally> wait(
            JavaFutureAction<List<Tally>> running, LongAccumulator done, long batches, Progress progress)
            throws IOException, ExecutionException {
        try {
            while (true) {
                try {
                    List<Tally> tallies = running.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                    progress.update(batches, batches, "batches");
                    return tallies;
                } catch (TimeoutException e) {
                    progress.update(done.value(), batches, "batches");
                }
            }
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
