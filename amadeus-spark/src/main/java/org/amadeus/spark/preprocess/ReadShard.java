package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.PieceReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** A worker's task: the files of one partition become a shard. Done again it writes the same shard again. */
final class ReadShard implements Function2<Integer, Iterator<List<MidiFolder.Found>>, Iterator<String>> {
    private static final long serialVersionUID = 1L;

    private final PieceReader reader;
    private final String folder;
    private final String run;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final LongAccumulator done;

    ReadShard(
            PieceReader reader,
            String folder,
            String run,
            Broadcast<SerializableConfiguration> hadoop,
            LongAccumulator done) {
        this.reader = reader;
        this.folder = folder;
        this.run = run;
        this.hadoop = hadoop;
        this.done = done;
    }

    /** @return the name of the shard */
    @Override
    public Iterator<String> call(Integer partition, Iterator<List<MidiFolder.Found>> parts) throws IOException {
        Configuration configuration = hadoop.value().value();
        String name = run + "-" + partition;
        Shard.write(ShardFolder.at(folder).shard(name), reader.settings(), out -> {
            while (parts.hasNext()) {
                for (MidiFolder.Found file : parts.next()) {
                    new FileSource(file, configuration).read(reader, out);
                    done.add(1);
                }
            }
        });
        return List.of(name).iterator();
    }
}
