package org.amadeus.model.train.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two files of a training: the session as it is, and beside it the one that was best in validation,
 * {@code model.amadeus} and {@code model.best.amadeus}. Each is written whole or not at all.
 *
 * @param last where the session goes; in PyTorch's form where the name ends in {@code .sess}
 */
public record Checkpoints(Path last) {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** Where the best one goes. */
    public Path best() {
        String name = last.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return last.resolveSibling(name.substring(0, end) + ".best" + name.substring(end));
    }

    /** @throws AmadeusException where it can't be written; the file is then as it was */
    public void save(Session session) {
        save(session, last);
    }

    /** @throws AmadeusException likewise */
    public void saveBest(Session session) {
        save(session, best());
    }

    /**
     * Refuses a name that has no room for the best one's beside it, which else would be found at its first saving.
     *
     * @throws AmadeusException where there can be no file of that name
     */
    public void requirePossible() {
        try {
            Files.readAttributes(best(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | AccessDeniedException e) {
            return; // what can't be looked at is tried
        } catch (IOException e) {
            throw new AmadeusException(
                    last + ": the best session is kept as " + best().getFileName() + ": "
                            + (e instanceof FileSystemException named ? named.getReason() : e.getMessage()),
                    e);
        }
    }

    /** Deletes what runs that were killed while they saved have left beside the files. */
    public void removeLeftovers() {
        try {
            AtomicFile.removeLeftovers(last);
            AtomicFile.removeLeftovers(best());
        } catch (IOException e) {
            LOG.warn("{}: what a killed run left beside it can't be removed: {}", last, e.toString());
        }
    }

    /** Interrupted or not: an interrupted thread can't write to a channel, so the interrupt waits until that is done. */
    private static void save(Session session, Path file) {
        boolean interrupted = Thread.interrupted();
        try {
            SessionFiles.save(session, file);
        } catch (AmadeusException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            SessionFiles.save(session, file);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
