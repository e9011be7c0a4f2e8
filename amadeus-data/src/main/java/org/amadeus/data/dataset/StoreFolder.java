package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a store: an index, the data that it names, and a lock that whoever writes holds. Data that an index has
 * named is only ever added to: what replaces it has another name, so that whoever reads goes on with what it opened.
 */
public final class StoreFolder {
    public static final String INDEX_FILE = "index.bin";
    /** What the run that made the store reports of it. */
    public static final String REPORT_FILE = "report.txt";
    /** What the last choice of pieces was. */
    public static final String CHOICE_FILE = "choice.txt";
    /** Names the duplicates that were found; {@code --exclude} takes it. */
    public static final String DUPLICATES_FILE = "duplicates.txt";

    private static final String LOCK_FILE = "lock";
    private static final String BEFORE_NUMBER = "events-";
    private static final String AFTER_NUMBER = ".bin";
    /** The name of the data in the first version of the format, which had but one. */
    private static final String FIRST_VERSION = "events.bin";

    private StoreFolder() {}

    /** The data of that number. */
    public static Path data(Path folder, int number) {
        return folder.resolve(BEFORE_NUMBER + number + AFTER_NUMBER);
    }

    /** Whether there is a store in that folder, even a damaged one. */
    public static boolean isStore(Path folder) throws IOException {
        return Files.exists(folder.resolve(INDEX_FILE)) || !dataFiles(folder).isEmpty();
    }

    /**
     * Refuses a folder where somebody else's files have the names that a store's have.
     *
     * @throws DatasetException where there are such, and no store
     */
    public static void requireNoOther(Path folder) throws IOException {
        if (isStore(folder)) {
            return;
        }
        for (String name : List.of(REPORT_FILE, CHOICE_FILE, DUPLICATES_FILE)) {
            if (Files.exists(folder.resolve(name))) {
                throw new DatasetException(folder + ": holds a " + name
                        + ", which a dataset would replace, and no dataset. Name a folder that is new or empty");
            }
        }
    }

    /** A number that no data in the folder has. */
    public static int freeNumber(Path folder) throws IOException {
        int free = 1;
        for (Path file : dataFiles(folder)) {
            free = Math.max(free, number(file) + 1);
        }
        return free;
    }

    /**
     * Deletes all data but that of one number: what was replaced, and what runs that were killed have left. What cannot
     * be deleted because it is still being read, as on Windows, is left to the next run.
     */
    public static void deleteOtherData(Path folder, int number) throws IOException {
        for (Path file : dataFiles(folder)) {
            if (!file.equals(data(folder, number))) {
                deleteIfPossible(file);
            }
        }
    }

    /**
     * Keeps others from writing to the store until what is returned is closed.
     *
     * @throws DatasetException where another run writes to it
     */
    public static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                throw new DatasetException(folder + ": another run writes to this dataset. Wait for it to end");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static List<Path> dataFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "events*.bin")) {
            for (Path file : all) {
                if (number(file) >= 0) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /** The number in a file's name, 0 for data of the first version, -1 where it is no data. */
    private static int number(Path file) {
        String name = file.getFileName().toString();
        if (name.equals(FIRST_VERSION)) {
            return 0;
        }
        if (!name.startsWith(BEFORE_NUMBER) || !name.endsWith(AFTER_NUMBER)) {
            return -1;
        }
        String digits = name.substring(BEFORE_NUMBER.length(), name.length() - AFTER_NUMBER.length());
        return digits.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : -1;
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // somebody reads it: the next run deletes it
        }
    }
}
