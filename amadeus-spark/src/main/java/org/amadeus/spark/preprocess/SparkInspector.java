package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoredEvents;
import org.amadeus.data.dataset.input.Inspector;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.selection.Fingerprint;
import org.amadeus.data.selection.Likeness;
import org.amadeus.data.selection.Quality;
import org.amadeus.spark.context.SparkFailures;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Workers look at the pieces of a store that they see; what two pieces share is found by shuffling their windows. */
record SparkInspector(JavaSparkContext spark, OptionalInt partitions) implements Inspector {
    private static final int TASKS_PER_CORE = 4;

    @Override
    public List<Quality> qualities(StoredEvents events, List<Piece> pieces) throws IOException {
        try {
            return numbered(pieces)
                    .mapPartitions(part -> each(events, part, (number, notes) -> Quality.of(notes)))
                    .collect();
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained(events.place(), e, spark);
        }
    }

    @Override
    public List<Likeness> alike(StoredEvents events, List<Piece> pieces, double threshold) throws IOException {
        try {
            JavaPairRDD<Integer, long[]> prints = numbered(pieces)
                    .mapPartitions(
                            part -> each(events, part, (number, notes) -> new Tuple2<>(number, Fingerprint.of(notes))))
                    .mapToPair(print -> print)
                    .persist(StorageLevel.MEMORY_AND_DISK());
            int[] windows = new int[pieces.size()];
            prints.mapValues(print -> print.length).collect().forEach(print -> windows[print._1()] = print._2());
            List<Likeness> alike = prints
                    .flatMapToPair(SparkInspector::byWindow)
                    .groupByKey()
                    .values()
                    .flatMapToPair(SparkInspector::pairs)
                    .reduceByKey(Integer::sum)
                    .map(pair -> new int[] {pair._1()._1(), pair._1()._2(), pair._2()})
                    .collect()
                    .stream()
                    .filter(pair -> Likeness.isAlike(pair[2], windows[pair[0]], windows[pair[1]], threshold))
                    .map(pair -> Likeness.of(pair[0], pair[1], pair[2], windows[pair[0]], windows[pair[1]]))
                    .sorted(Comparator.comparingInt(Likeness::first).thenComparingInt(Likeness::second))
                    .toList();
            prints.unpersist();
            return alike;
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained(events.place(), e, spark);
        }
    }

    private JavaRDD<Tuple2<Integer, Piece>> numbered(List<Piece> pieces) {
        List<Tuple2<Integer, Piece>> numbered = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            numbered.add(new Tuple2<>(i, pieces.get(i)));
        }
        int parts = partitions.orElse(TASKS_PER_CORE * spark.defaultParallelism());
        return spark.parallelize(numbered, Math.max(1, Math.min(parts, numbered.size())));
    }

    private interface Measure<T> {
        T of(int number, NoteSequence notes);
    }

    private static <T> Iterator<T> each(StoredEvents events, Iterator<Tuple2<Integer, Piece>> part, Measure<T> measure)
            throws IOException {
        List<T> measured = new ArrayList<>();
        try (FileChannel file = events.open()) {
            while (part.hasNext()) {
                Tuple2<Integer, Piece> next = part.next();
                measured.add(measure.of(next._1(), events.notes(file, next._2())));
            }
        }
        return measured.iterator();
    }

    private static Iterator<Tuple2<Long, Integer>> byWindow(Tuple2<Integer, long[]> print) {
        List<Tuple2<Long, Integer>> windows = new ArrayList<>();
        for (long hash : print._2()) {
            windows.add(new Tuple2<>(hash, print._1()));
        }
        return windows.iterator();
    }

    private static Iterator<Tuple2<Tuple2<Integer, Integer>, Integer>> pairs(Iterable<Integer> pieces) {
        TreeSet<Integer> sorted = new TreeSet<>();
        for (Iterator<Integer> each = pieces.iterator(); each.hasNext() && sorted.size() <= Likeness.COMMON; ) {
            sorted.add(each.next());
        }
        List<Tuple2<Tuple2<Integer, Integer>, Integer>> pairs = new ArrayList<>();
        if (sorted.size() <= Likeness.COMMON) {
            for (int first : sorted) {
                for (int second : sorted.tailSet(first, false)) {
                    pairs.add(new Tuple2<>(new Tuple2<>(first, second), 1));
                }
            }
        }
        return pairs.iterator();
    }
}
