package org.amadeus.dist;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A launcher's run as a user sees it: a process of its own, what it printed, how it ended. */
record Launch(int exit, String out, String err) {
    /** The folder that the build made. */
    static final Path DISTRIBUTION = Path.of(System.getProperty("amadeus.distribution", "target/distribution"))
            .toAbsolutePath();

    /** The checkout that it was made of. */
    static final Path CHECKOUT = Path.of(System.getProperty("amadeus.checkout", ".."))
            .toAbsolutePath()
            .normalize();

    private static final long LIMIT_MINUTES = 5;

    /** Runs a command in {@code folder}. Variables with an empty value are taken out of the environment. */
    static Launch of(Path folder, Map<String, String> environment, Object... command)
            throws IOException, InterruptedException {
        return start(folder, environment, command).end();
    }

    /** Starts it; several may run at once. */
    static Running start(Path folder, Map<String, String> environment, Object... command) throws IOException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        new HashMap<>(environment).forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return new Running(builder.start(), words, out, err);
    }

    /** A command that runs. */
    record Running(Process process, List<String> words, Path out, Path err) {
        Launch end() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + LIMIT_MINUTES + " minutes: " + words);
            }
            // The filter of what the JVM says ends a moment after the JVM.
            Thread.sleep(50);
            return new Launch(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** The first line of the error stream. */
    String error() {
        return err.lines().findFirst().orElse("");
    }

    /** Writes a program for the shell. */
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * A Java that runs nothing: it prints what it was given, a word a line.
     *
     * @param modules as its release file lists them
     */
    static Path standIn(Path home, String version, String modules) throws IOException {
        script(home.resolve("bin/java"), "for word; do echo \"$word\"; done");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
        return home;
    }

    /** Copies a folder with its permissions. */
    static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
