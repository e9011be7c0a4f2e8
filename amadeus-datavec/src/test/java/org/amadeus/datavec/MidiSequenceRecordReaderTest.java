package org.amadeus.datavec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.performance.EmptyPerformanceException;
import org.amadeus.data.performance.PerformanceReader;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.StreamInputSplit;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class MidiSequenceRecordReaderTest {
    @TempDir
    private Path temp;

    private static final Path MIDI = Path.of("../amadeus-data/src/test/resources/golden/midi");
    private static final List<String> NAMES = List.of("t01_type0_scale.mid", "t17_dense.mid", "t16_single_note.mid");

    private static List<URI> locations() {
        return NAMES.stream().map(name -> MIDI.resolve(name).toUri()).toList();
    }

    private static EventSequence expected(String name) throws IOException {
        return new PerformanceReader(CodecProfile.REFERENCE)
                .read(MIDI.resolve(name))
                .events();
    }

    @Test
    void aFileIsASequenceOfEvents() throws Exception {
        try (MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE)) {
            reader.initialize(new CollectionInputSplit(locations()));
            for (int round = 0; round < 2; round++) {
                for (String name : NAMES) {
                    SequenceRecord record = reader.nextSequence();
                    assertEquals(expected(name), events(record.getSequenceRecord()));
                    assertTrue(record.getMetaData().getURI().getPath().endsWith(name));
                    assertEquals(
                            record.getSequenceRecord(),
                            reader.loadSequenceFromMetaData(record.getMetaData())
                                    .getSequenceRecord());
                }
                assertFalse(reader.hasNext());
                reader.reset();
            }
        }
    }

    @Test
    void aStreamIsReadLikeAFile() throws IOException {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        Path file = MIDI.resolve(NAMES.get(0));
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertEquals(expected(NAMES.get(0)), events(reader.sequenceRecord(file.toUri(), in)));
        }
    }

    /** DataVec's own iterator: the controls as features, the events as classes to tell. */
    @Test
    void anIteratorOfDataVecMakesBatchesOfIt() throws Exception {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE, true, true);
        reader.initialize(new CollectionInputSplit(locations()));
        SequenceRecordReaderDataSetIterator iterator =
                new SequenceRecordReaderDataSetIterator(reader, 3, 240, 0, false);

        DataSet batch = iterator.next();

        EventSequence dense = expected("t17_dense.mid");
        ControlSequence controls = ControlSequence.of(dense);
        assertEquals(3, batch.getFeatures().size(0));
        assertEquals(24, batch.getFeatures().size(1));
        assertEquals(240, batch.getLabels().size(1));
        for (int step = 0; step < dense.size(); step += 97) {
            assertEquals(1.0, batch.getLabels().getDouble(1, dense.get(step), step));
            assertEquals(1.0, batch.getFeatures().getDouble(1, controls.density(step), step));
            assertEquals(controls.share(step, 7), batch.getFeatures().getFloat(1, 12 + 7, step), 1e-7f);
        }
        assertFalse(iterator.hasNext());
    }

    @Test
    void afterABadFileTheNextIsRead() throws Exception {
        List<URI> files = Stream.of("t14_truncated.mid", "t09_empty.mid", "t16_single_note.mid")
                .map(name -> MIDI.resolve(name).toUri())
                .toList();
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(new CollectionInputSplit(files));
        assertThrows(MidiFormatException.class, reader::nextSequence);
        assertThrows(EmptyPerformanceException.class, reader::nextSequence);
        assertEquals(expected("t16_single_note.mid"), events(reader.sequenceRecord()));
    }

    @Test
    void aFolderIsASplit() throws Exception {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(new FileSplit(MIDI.toFile(), new String[] {".mid"}, true));
        int files = 0;
        while (reader.hasNext()) {
            try {
                assertFalse(reader.nextSequence().getSequenceRecord().isEmpty());
            } catch (MidiFormatException | EmptyPerformanceException e) {
                assertTrue(e.getMessage().contains("golden"), e.getMessage());
            }
            files++;
        }
        assertEquals(20, files);
        assertThrows(UnsupportedOperationException.class, reader::next);
    }

    @Test
    void aSplitThatOpensItsFilesItselfIsLetTo() throws Exception {
        List<URI> asked = new ArrayList<>();
        List<URI> remote =
                NAMES.stream().map(name -> URI.create("s3://bucket/" + name)).toList();
        StreamInputSplit split = new StreamInputSplit(remote, uri -> {
            asked.add(uri);
            try {
                return Files.newInputStream(MIDI.resolve(uri.getPath().substring(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(split);
        for (String name : NAMES) {
            assertEquals(expected(name), events(reader.sequenceRecord()));
        }
        assertEquals(remote, asked);

        reader.initialize(new CollectionInputSplit(locations()));
        assertEquals(expected(NAMES.get(0)), events(reader.sequenceRecord()), "files again");
        assertEquals(3, asked.size());
    }

    @Test
    void anEntryOfAJarIsAFile() throws Exception {
        Path jar = temp.resolve("midi.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("set/scale.mid"));
            zip.write(Files.readAllBytes(MIDI.resolve(NAMES.get(0))));
        }
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(new CollectionInputSplit(List.of(URI.create("jar:" + jar.toUri() + "!/set/scale.mid"))));
        assertEquals(expected(NAMES.get(0)), events(reader.sequenceRecord()));
    }

    @Test
    void whatNobodyCanOpenIsNamed() throws Exception {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(new CollectionInputSplit(List.of(URI.create("s3://bucket/a.mid"), temp.toUri())));
        AmadeusException scheme = assertThrows(AmadeusException.class, reader::nextSequence);
        assertTrue(scheme.getMessage().startsWith("s3://bucket/a.mid: cannot be opened here"), scheme.getMessage());
        AmadeusException folder = assertThrows(AmadeusException.class, reader::nextSequence);
        assertTrue(folder.getMessage().contains("is a folder, a pipe or a device"), folder.getMessage());
        assertFalse(reader.hasNext());
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = temp.resolve("pipe.mid");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            made = false;
        }
        assumeTrue(made, "no mkfifo here");
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        reader.initialize(new FileSplit(temp.toFile()));
        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertThrows(AmadeusException.class, reader::nextSequence));
    }

    @Test
    void aReaderThatWasNotInitializedSaysSo() {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE);
        assertThrows(IllegalStateException.class, reader::hasNext);
        assertThrows(IllegalStateException.class, reader::nextSequence);
        assertThrows(IllegalStateException.class, reader::reset);
    }

    @Test
    void anIteratorOfManyInputsMakesBatchesOfIt() throws Exception {
        MidiSequenceRecordReader reader = new MidiSequenceRecordReader(CodecProfile.REFERENCE, true, true);
        reader.initialize(new CollectionInputSplit(locations()));
        RecordReaderMultiDataSetIterator iterator = new RecordReaderMultiDataSetIterator.Builder(2)
                .addSequenceReader("midi", reader)
                .addInput("midi", 1, 24)
                .addOutputOneHot("midi", 0, 240)
                .sequenceAlignmentMode(RecordReaderMultiDataSetIterator.AlignmentMode.ALIGN_START)
                .build();
        MultiDataSet batch = iterator.next();
        assertEquals(2, batch.getFeatures(0).size(0));
        assertEquals(24, batch.getFeatures(0).size(1));
        EventSequence dense = expected("t17_dense.mid");
        assertEquals(1.0, batch.getLabels(0).getDouble(1, dense.get(5), 5));
        assertEquals(1, iterator.next().getFeatures(0).size(0));
        assertFalse(iterator.hasNext());
    }

    private static EventSequence events(List<List<Writable>> steps) {
        return EventSequence.of(
                steps.stream().mapToInt(step -> step.get(0).toInt()).toArray());
    }
}
