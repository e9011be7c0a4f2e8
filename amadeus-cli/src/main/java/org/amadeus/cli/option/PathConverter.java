package org.amadeus.cli.option;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.amadeus.cli.error.UsageException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Turns an argument, a path or a URI of this machine's file system, into a path, or says what to do about a name that this
 * locale cannot write, or a URI that leads elsewhere.
 */
public final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String argument) {
        if (argument.isEmpty()) {
            throw new TypeConversionException("the name is empty, expected that of a file or a folder");
        }
        if (argument.equals("-")) {
            throw new TypeConversionException("\"-\" is not the name of a file here. Write /dev/stdout for the standard"
                    + " output, /dev/stdin for the standard input, ./- for a file that is called so");
        }
        if (argument.startsWith("file:/")) {
            return ofUri(argument);
        }
        if (argument.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            throw new TypeConversionException(
                    "\"" + argument + "\" is on no file system of this machine. Expected a folder or"
                            + " a file here, on a share where several machines are to see it");
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "\"" + argument + "\" has letters that file names cannot have in this locale ("
                            + System.getProperty("sun.jnu.encoding")
                            + "). Call amadeus with LC_ALL=C.UTF-8, or give the file another name");
        }
    }

    /**
     * The path that a text given to an option means, where not all that it takes are paths.
     *
     * @throws UsageException where it is none, naming the option
     */
    public static Path path(String option, String text) {
        try {
            return new PathConverter().convert(text);
        } catch (TypeConversionException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private static Path ofUri(String argument) {
        try {
            return Path.of(URI.create(argument));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("\"" + argument + "\" is no path of this machine: " + e.getMessage()
                    + ". Expected file:/FOLDER or plainly FOLDER");
        }
    }
}
