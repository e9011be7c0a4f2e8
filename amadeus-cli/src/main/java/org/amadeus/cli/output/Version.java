package org.amadeus.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
public final class Version implements IVersionProvider {
    /** The program's own. */
    public static String ofProgram() {
        return built().getProperty("version");
    }

    private static Properties built() {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built;
    }

    @Override
    public String[] getVersion() {
        Properties built = built();
        return new String[] {
            "Amadeus " + built.getProperty("version"),
            "ND4J " + built.getProperty("nd4j"),
            "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }
}
