package org.amadeus.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns an argument into a path, or says what to do about a name that this locale cannot write. */
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "\"" + argument + "\" has letters that file names cannot have in this locale ("
                            + System.getProperty("sun.jnu.encoding")
                            + "). Call amadeus with LC_ALL=C.UTF-8, or give the file another name");
        }
    }
}
