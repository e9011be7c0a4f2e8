package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.input.Inspector;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.Pace;
import org.amadeus.data.dataset.input.PieceReader;
import org.amadeus.spark.context.SparkFailures;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * MIDI files that workers read: each task reads its part of them and writes a shard into the store's folder, and the
 * shards are put together here, in the order of the files, whoever wrote them. A shard that is there is whole, and counts
 * also where the run that asked for it is gone.
 */
public final class SparkMidi implements MidiInput {
    private static final int MOST_FILES = 512;
    private static final int TASKS_PER_CORE = 4;
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final JavaSparkContext spark;
    private final OptionalInt partitions;
    private final Place place;
    private final ShardFolder shards;

    private SparkMidi(JavaSparkContext spark, OptionalInt partitions, Place place, ShardFolder shards) {
        this.spark = spark;
        this.partitions = partitions;
        this.place = place;
        this.shards = shards;
    }

    /**
     * The MIDI files of a place.
     *
     * @param place a folder, an archive, or a URI that Hadoop knows
     * @param store the folder of the store that they become, seen by all workers
     */
    public static SparkMidi of(JavaSparkContext spark, OptionalInt partitions, String place, Path store) {
        return new SparkMidi(
                spark,
                partitions,
                Place.of(place, spark.hadoopConfiguration()),
                new ShardFolder(store.toAbsolutePath()));
    }

    @Override
    public MidiFolder.Listing list() throws IOException {
        return place.list();
    }

    @Override
    public void leftovers(PieceReader reader, Sink sink) throws IOException {
        for (Path shard : shards.all()) {
            Shard.read(shard, reader.settings(), sink);
        }
    }

    @Override
    public void dropLeftovers() throws IOException {
        shards.delete();
    }

    @Override
    public void read(List<MidiFolder.Found> files, PieceReader reader, Sink sink, Progress progress)
            throws IOException {
        if (files.isEmpty()) {
            return;
        }
        shards.create();
        for (String name : shards(files, reader, progress)) {
            Shard.read(shards.shard(name), reader.settings(), sink);
        }
    }

    /** Has the workers write shards; their names, in the order of the files. */
    private List<String> shards(List<MidiFolder.Found> files, PieceReader reader, Progress progress)
            throws IOException {
        List<List<MidiFolder.Found>> parts = parts(files);
        String run = UUID.randomUUID().toString();
        try {
            LongAccumulator done = spark.sc().longAccumulator("files");
            Broadcast<SerializableConfiguration> hadoop = hadoop(spark.hadoopConfiguration());
            ReadShard task = new ReadShard(reader, shards.place(), run, hadoop, done);
            List<String> names = wait(
                    spark.parallelize(parts, parts.size())
                            .mapPartitionsWithIndex(task, true)
                            .collectAsync(),
                    done,
                    new Pace(files.size(), progress));
            hadoop.destroy();
            return names;
        } catch (ExecutionException e) {
            throw SparkFailures.explained(place.toString(), e.getCause(), spark);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained(place.toString(), e, spark);
        }
    }

    private Broadcast<SerializableConfiguration> hadoop(Configuration configuration) {
        return spark.broadcast(new SerializableConfiguration(configuration));
    }

    /** Consecutive files go together; an archive, which nobody knows the content of, stands alone. */
    private List<List<MidiFolder.Found>> parts(List<MidiFolder.Found> files) {
        int most = partitions.isPresent()
                ? (files.size() - 1) / partitions.getAsInt() + 1
                : Math.min(MOST_FILES, (files.size() - 1) / (TASKS_PER_CORE * spark.defaultParallelism()) + 1);
        List<List<MidiFolder.Found>> parts = new ArrayList<>();
        List<MidiFolder.Found> part = new ArrayList<>();
        for (MidiFolder.Found file : files) {
            if (!part.isEmpty() && (part.size() == most || file.archive())) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(file);
            if (file.archive()) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private List<String> wait(JavaFutureAction<List<String>> running, LongAccumulator done, Pace pace)
            throws IOException, ExecutionException {
        long reported = 0;
        try {
            while (true) {
                try {
                    List<String> names = running.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                    pace.filesDone((int) (done.value() - reported));
                    return names;
                } catch (TimeoutException e) {
                    long files = done.value();
                    pace.filesDone((int) (files - reported));
                    reported = files;
                }
            }
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public Inspector inspector() {
        return new SparkInspector(spark, partitions);
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
