package org.amadeus.model.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amadeus.model.file.Float16;

/**
 * A number of NumPy's, as sizes and losses are where a program computed them with it: {@code
 * numpy.core.multiarray.scalar(dtype, bytes)}. The type is made by {@code numpy.dtype(code, False, True)} and given its
 * byte order by a tuple; the bytes are {@code _codecs.encode(text, 'latin1')}, or, since pickle protocol 3, bytes.
 */
final class NumpyScalar {
    /** A type of number by NumPy's code, such as {@code i8}: a kind and how many bytes it takes. */
    record Type(String code) {}

    /** Raw bytes of one number. */
    record Bytes(byte[] values) {}

    private static final int MOST_BYTES = 8;
    private static final String NO_NUMBER = "bytes that are no number of NumPy's: refused";

    private NumpyScalar() {}

    /** {@code numpy.dtype(code, align, copy)}. */
    static Type type(List<?> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String code) || !code.matches("[fiub][1248]")) {
            throw new IllegalArgumentException("a NumPy type that is no plain number: refused");
        }
        return new Type(code);
    }

    /** A type, given a state, {@code (version, byte order, None ..)}, which is checked. */
    static Type given(Type type, Object state) {
        boolean little = state instanceof List<?> parts
                && parts.size() > 1
                && (parts.get(1) instanceof String order)
                && (order.equals("<") || order.equals("|") || order.equals("="));
        if (!little) {
            throw new IllegalArgumentException("a NumPy type that is not little-endian: refused");
        }
        return type;
    }

    /** {@code _codecs.encode(text, 'latin1')}. */
    static Bytes encode(List<?> arguments) {
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof String text)
                || !"latin1".equals(arguments.get(1))
                || text.chars().anyMatch(letter -> letter > 0xFF)) {
            throw new IllegalArgumentException(NO_NUMBER);
        }
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes as they are. */
    static Bytes bytes(byte[] values) {
        if (values.length > MOST_BYTES) {
            throw new IllegalArgumentException(NO_NUMBER);
        }
        return new Bytes(values);
    }

    /** The number: a Long, a Double or a Boolean. */
    static Object of(List<?> arguments) {
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof Type type)
                || !(arguments.get(1) instanceof Bytes bytes)
                || bytes.values().length != type.code().charAt(1) - '0') {
            throw new IllegalArgumentException("a number of NumPy's whose bytes do not fit its type: refused");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes.values()).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.code()) {
            case "b1" -> in.get() != 0;
            case "i1" -> (long) in.get();
            case "u1" -> in.get() & 0xFFL;
            case "i2" -> (long) in.getShort();
            case "u2" -> in.getShort() & 0xFFFFL;
            case "i4" -> (long) in.getInt();
            case "u4" -> in.getInt() & 0xFFFFFFFFL;
            case "i8" -> in.getLong();
            case "u8" -> unsigned(in.getLong());
            case "f2" -> (double) Float16.toFloat(in.getShort());
            case "f4" -> (double) in.getFloat();
            case "f8" -> in.getDouble();
            default -> throw new IllegalArgumentException("a NumPy type " + type.code() + ": refused");
        };
    }

    private static Long unsigned(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number of NumPy's above the largest integer here: refused");
        }
        return value;
    }
}
