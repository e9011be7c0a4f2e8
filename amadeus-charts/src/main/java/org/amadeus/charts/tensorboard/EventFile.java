package org.amadeus.charts.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * One event file, written from its beginning to its end. Every record is a {@code tensorflow.Event}: wall time
 * (seconds since 1970), step, and either the file's version, the beginning of a run, or a summary of named values.
 *
 * <p>Not for use by several threads at a time.
 */
final class EventFile implements Closeable {
    // Field numbers of tensorflow.Event (tensorflow/core/util/event.proto), which ND4J's TensorFlow messages lack.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    // Of tensorflow.SessionLog.
    private static final int STATUS = 1;
    private static final int START = 1;

    private final OutputStream out;
    private final RecordWriter records;

    /**
     * @param file a new file; TensorBoard looks for "tfevents" in the name
     * @param seconds wall time of the beginning
     */
    EventFile(Path file, double seconds) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16);
        records = new RecordWriter(out);
        write(seconds, 0, event -> event.writeString(FILE_VERSION, "brain.Event:2"));
        flush();
    }

    /**
     * Says that a run begins: TensorBoard drops what earlier files of the folder hold of that step and later ones, so that
     * a run which goes on from an older session does not draw its curves twice.
     *
     * @param step the first one to be written
     */
    void writeStart(double seconds, long step) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream log = CodedOutputStream.newInstance(bytes);
        log.writeEnum(STATUS, START);
        log.flush();
        write(seconds, step, event -> event.writeByteArray(SESSION_LOG, bytes.toByteArray()));
    }

    /** @param step updates of the parameters made so far */
    void write(double seconds, long step, Summary summary) throws IOException {
        write(seconds, step, event -> event.writeMessage(SUMMARY, summary));
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(double seconds, long step, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream event = CodedOutputStream.newInstance(bytes);
        event.writeDouble(WALL_TIME, seconds);
        event.writeInt64(STEP, step);
        content.writeTo(event);
        event.flush();
        records.write(bytes.toByteArray());
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(CodedOutputStream event) throws IOException;
    }
}
