package org.amadeus.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Where results go: remembers that they could not be written, which a {@link java.io.PrintWriter} tells nobody. */
public final class ResultStream extends FilterOutputStream {
    private IOException failure;

    public ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why something was lost that somebody waits for, null where nothing was. A reader that is gone wants no more. */
    public synchronized IOException failure() {
        boolean readerGone = failure != null
                && failure.getMessage() != null
                && failure.getMessage().matches("(?i).*(broken pipe|pipe is being closed|pipe has been ended).*");
        return readerGone ? null : failure;
    }
}
