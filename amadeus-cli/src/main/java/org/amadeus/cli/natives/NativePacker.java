package org.amadeus.cli.natives;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Packs the native libraries of a jar, in half the room that a jar takes: run when a self-contained program is made, with
 * zstd-jni, which the program itself does not carry.
 */
public final class NativePacker {
    /** Half a minute for ND4J's; the highest, 19, takes minutes for a tenth less. */
    private static final int LEVEL = 12;

    private NativePacker() {}

    /**
     * @param args the jar, and the folder to pack into
     */
    public static void main(String[] args) throws IOException {
        pack(Path.of(args[0]), Path.of(args[1]));
    }

    /** Packs every library of {@code jar} into {@code folder}, with an index of them. */
    static void pack(Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        TreeMap<String, Long> sizes = new TreeMap<>();
        String of = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : libraries(file)) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                try (InputStream in = file.getInputStream(entry);
                        OutputStream out = new ZstdOutputStream(
                                Files.newOutputStream(folder.resolve(name + PackedNatives.PACKED)), LEVEL)) {
                    sizes.put(name, in.transferTo(out));
                }
            }
        }
        try (Writer index = Files.newBufferedWriter(folder.resolve(PackedNatives.INDEX), StandardCharsets.UTF_8)) {
            index.write(of + "\n");
            for (var library : sizes.entrySet()) {
                index.write(library.getKey() + " " + library.getValue() + "\n");
            }
        }
    }

    private static List<JarEntry> libraries(JarFile jar) {
        List<JarEntry> libraries = new ArrayList<>();
        jar.stream()
                .filter(entry -> entry.getName().matches(".*\\.(so(\\.\\d+)*|dylib|dll)"))
                .forEach(libraries::add);
        return libraries;
    }
}
