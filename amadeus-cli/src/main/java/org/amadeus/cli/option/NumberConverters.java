package org.amadeus.cli.option;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options; what is none is answered in a reader's words, not in Java's. */
public final class NumberConverters {
    private NumberConverters() {}

    /** Has a command, and those under it, use them. */
    public static CommandLine register(CommandLine line) {
        ITypeConverter<Integer> whole =
                converter(Integer::valueOf, "a whole number, " + Integer.MAX_VALUE + " at most");
        ITypeConverter<Long> large = converter(Long::valueOf, "a whole number, " + Long.MAX_VALUE + " at most");
        ITypeConverter<Double> real = converter(Double::valueOf, "a number, as 0.5");
        return line.registerConverter(Integer.class, whole)
                .registerConverter(int.class, whole)
                .registerConverter(Long.class, large)
                .registerConverter(long.class, large)
                .registerConverter(Double.class, real)
                .registerConverter(double.class, real);
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parser, String expected) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\", expected " + expected);
            }
        };
    }
}
