package org.amadeus.data.dataset.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.input.ReadFile;

/** What went wrong with files in one run and is not remembered: it may have passed by the next. Thread-safe. */
final class Troubles {
    private final List<SkippedFile> failed;
    private final List<SkippedFile> warned = new ArrayList<>();

    /** @param unreadable what failed before any file was read */
    Troubles(List<SkippedFile> unreadable) {
        this.failed = new ArrayList<>(unreadable);
    }

    /** Keeps that a file could not be read, for no fault of its content, or was, with what was wrong got by. */
    synchronized void take(ReadFile file) {
        List<String> messages = file.messages();
        if (file.outcome() == ReadFile.Outcome.FAILED) {
            failed.add(new SkippedFile(file.name(), file.size(), file.modified(), messages.get(0)));
        } else if (file.outcome() == ReadFile.Outcome.PIECE && !messages.isEmpty()) {
            String more = messages.size() == 1 ? "" : " (and " + (messages.size() - 1) + " more)";
            warned.add(new SkippedFile(file.name(), file.size(), file.modified(), messages.get(0) + more));
        }
    }

    synchronized int failures() {
        return failed.size();
    }

    /** What failed together with other files that could not be used, by name. */
    synchronized List<SkippedFile> with(List<SkippedFile> others) {
        List<SkippedFile> all = new ArrayList<>(others);
        Set<String> names = failed.stream().map(SkippedFile::name).collect(Collectors.toSet());
        all.removeIf(other -> names.contains(other.name()));
        all.addAll(failed);
        return sorted(all);
    }

    synchronized List<SkippedFile> warnings() {
        return sorted(new ArrayList<>(warned));
    }

    private static List<SkippedFile> sorted(List<SkippedFile> files) {
        files.sort(Comparator.comparing(SkippedFile::name));
        return files;
    }
}
