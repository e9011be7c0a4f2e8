package org.amadeus.data.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the temporary files beside those to be written: {@code .NAME.PROCESS-START.UUID.part}. */
final class PartFile {
    private static final Pattern END = Pattern.compile("\\.([0-9]{1,18})-([0-9]{1,18})\\.[-0-9a-f]{36}\\.part");

    private PartFile() {}

    /** A new name; no file is made. */
    static Path beside(Path target) {
        ProcessHandle own = ProcessHandle.current();
        return target.resolveSibling(
                start(target) + "." + own.pid() + "-" + start(own) + "." + UUID.randomUUID() + ".part");
    }

    /** Deletes those of processes that are gone. */
    static void removeLeftovers(Path target) throws IOException {
        String start = start(target);
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(target.getParent())) {
            for (Path sibling : siblings) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(start) && isLeftOver(name.substring(start.length()))) {
                    Files.deleteIfExists(sibling);
                }
            }
        }
    }

    private static boolean isLeftOver(String end) {
        Matcher found = END.matcher(end);
        if (!found.matches()) {
            return false;
        }
        // A number may have been given to another process since, always the same one in a container: the start tells.
        return ProcessHandle.of(Long.parseLong(found.group(1)))
                .filter(process -> start(process) == Long.parseLong(found.group(2)))
                .isEmpty();
    }

    private static String start(Path target) {
        return "." + target.getFileName();
    }

    /** Milliseconds since 1970; 0 where the system does not tell. */
    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
