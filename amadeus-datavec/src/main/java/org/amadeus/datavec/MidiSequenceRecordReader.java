package org.amadeus.datavec;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.Control;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceReader;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.split.StreamInputSplit;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * A DataVec reader that turns each MIDI file of a split into a sequence: at each step the event, 0 .. 239, and where
 * asked for the 24 numbers of its control. Files are opened by the split where that is a {@link StreamInputSplit}, else by
 * their URI: of a file, of an entry of a jar, or of any other file system that Java has a provider for. A file that cannot be used throws its typed exception
 * ({@link org.amadeus.data.AmadeusException}); the reader then stands at the next file and can go on.
 */
public final class MidiSequenceRecordReader extends BaseRecordReader implements SequenceRecordReader {
    private static final long serialVersionUID = 1L;

    private final CodecProfile profile;
    private final boolean pedal;
    private final boolean controls;

    private transient Iterator<URI> files;
    private transient MidiStreams.Opener opener = MidiStreams::open;
    private transient Configuration configuration;

    /** Events only, the sustain pedal heard. */
    public MidiSequenceRecordReader(CodecProfile profile) {
        this(profile, true, false);
    }

    /**
     * @param profile  how music becomes events
     * @param pedal    whether the sustain pedal lengthens notes (expressive profile)
     * @param controls whether each step holds the control after the event
     */
    public MidiSequenceRecordReader(CodecProfile profile, boolean pedal, boolean controls) {
        this.profile = profile;
        this.pedal = pedal;
        this.controls = controls;
    }

    @Override
    public void initialize(InputSplit split) throws IOException, InterruptedException {
        super.initialize(split);
        boolean opens = split instanceof StreamInputSplit streams && streams.getStreamCreatorFn() != null;
        opener = opens ? ((StreamInputSplit) split).getStreamCreatorFn()::apply : MidiStreams::open;
        files = split.locationsIterator();
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) throws IOException, InterruptedException {
        setConf(conf);
        initialize(split);
    }

    @Override
    public boolean hasNext() {
        if (inputSplit == null) {
            throw new IllegalStateException("initialize the reader before reading from it");
        }
        return files != null && files.hasNext();
    }

    @Override
    public SequenceRecord nextSequence() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more MIDI files");
        }
        URI file = files.next();
        try {
            return record(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SequenceRecord record(URI file) throws IOException {
        invokeListeners(file);
        List<List<Writable>> steps;
        try (InputStream in = opener.open(file)) {
            steps = steps(MidiReader.read(file.toString(), in, Tolerance.USUAL));
        }
        return new org.datavec.api.records.impl.SequenceRecord(
                steps, new RecordMetaDataURI(file, MidiSequenceRecordReader.class));
    }

    @Override
    public List<List<Writable>> sequenceRecord() {
        return nextSequence().getSequenceRecord();
    }

    @Override
    public List<List<Writable>> sequenceRecord(URI uri, DataInputStream in) throws IOException {
        return steps(MidiReader.read(uri.toString(), in, Tolerance.USUAL));
    }

    private List<List<Writable>> steps(MidiFile midi) {
        Performance performance = new PerformanceReader(profile, pedal, Tolerance.USUAL).read(midi);
        EventSequence events = performance.events();
        ControlSequence asked = controls ? performance.controls() : null;
        float[] control = new float[Control.SIZE];
        List<List<Writable>> steps = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            List<Writable> step = new ArrayList<>(asked == null ? 1 : 1 + control.length);
            step.add(new IntWritable(events.get(i)));
            if (asked != null) {
                asked.fill(i, control, 0);
                for (float value : control) {
                    step.add(new FloatWritable(value));
                }
            }
            steps.add(step);
        }
        return steps;
    }

    @Override
    public SequenceRecord loadSequenceFromMetaData(RecordMetaData metaData) throws IOException {
        return record(metaData.getURI());
    }

    @Override
    public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> metaData) throws IOException {
        List<SequenceRecord> records = new ArrayList<>(metaData.size());
        for (RecordMetaData each : metaData) {
            records.add(loadSequenceFromMetaData(each));
        }
        return records;
    }

    @Override
    public void reset() {
        if (inputSplit == null) {
            throw new IllegalStateException("initialize the reader before resetting it");
        }
        inputSplit.reset();
        files = inputSplit.locationsIterator();
    }

    @Override
    public boolean resetSupported() {
        return inputSplit == null || inputSplit.resetSupported();
    }

    @Override
    public List<String> getLabels() {
        return null; // DataVec's word for "the records have no labels"
    }

    @Override
    public List<Writable> next() {
        throw notSingle();
    }

    @Override
    public List<Writable> record(URI uri, DataInputStream in) {
        throw notSingle();
    }

    @Override
    public Record nextRecord() {
        throw notSingle();
    }

    @Override
    public Record loadFromMetaData(RecordMetaData metaData) {
        throw notSingle();
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
        throw notSingle();
    }

    private static UnsupportedOperationException notSingle() {
        return new UnsupportedOperationException("a MIDI file is a sequence: use nextSequence()");
    }

    @Override
    public void close() {
        files = null;
    }

    @Override
    public void setConf(Configuration conf) {
        configuration = conf;
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }
}
