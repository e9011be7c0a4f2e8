package org.amadeus.model.torch;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes values as a pickle of protocol 2, with the opcodes that {@link PickleReader} knows and no others: what
 * {@code torch.load(weights_only=True)} accepts. Nothing is memoized, so equal values give equal bytes.
 */
public final class PickleWriter {
    /** A dict to be written as {@code collections.OrderedDict}, as PyTorch's {@code state_dict} is one. */
    public record OrderedDict(Map<String, ?> items) {}

    /** A tuple, where a {@link List} is written as a list. */
    public record Tuple(List<?> items) {}

    /** A float32 tensor, row-major, that fills its storage. */
    public record Tensor(String key, List<Integer> shape) {
        int count() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The pickle of a value made of maps, lists, strings, numbers, booleans, nulls and the records above. */
    public static byte[] write(Object value) {
        PickleWriter writer = new PickleWriter();
        writer.bytes(0x80, 2);
        writer.value(value);
        writer.bytes('.');
        return writer.out.toByteArray();
    }

    private void value(Object value) {
        if (value == null) {
            bytes('N');
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            bytes(truth ? 0x88 : 0x89);
        } else if (value instanceof Integer || value instanceof Long) {
            integer(((Number) value).longValue());
        } else if (value instanceof Double number) {
            bytes('G');
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Map<?, ?> dict) {
            bytes('}');
            items(dict);
        } else if (value instanceof List<?> list) {
            bytes(']', '(');
            list.forEach(this::value);
            bytes('e');
        } else if (value instanceof Tuple tuple) {
            tuple(tuple.items());
        } else if (value instanceof OrderedDict dict) {
            global("collections", "OrderedDict");
            bytes(')', 'R');
            items(dict.items());
        } else if (value instanceof Tensor tensor) {
            tensor(tensor);
        } else {
            throw new IllegalArgumentException(value.getClass() + " has no place in a session");
        }
    }

    private void tensor(Tensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        bytes('(');
        bytes('(');
        text("storage");
        global("torch", "FloatStorage");
        text(tensor.key());
        text("cpu");
        integer(tensor.count());
        bytes('t', 'Q');
        integer(0);
        tuple(tensor.shape());
        Integer[] stride = new Integer[tensor.shape().size()];
        int step = 1;
        for (int d = stride.length - 1; d >= 0; d--) {
            stride[d] = step;
            step *= tensor.shape().get(d);
        }
        tuple(List.of(stride));
        bytes(0x89);
        value(new OrderedDict(Map.of()));
        bytes('t', 'R');
    }

    private void items(Map<?, ?> items) {
        bytes('(');
        items.forEach((key, item) -> {
            value(key);
            value(item);
        });
        bytes('u');
    }

    private void tuple(List<?> items) {
        bytes('(');
        items.forEach(this::value);
        bytes('t');
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes('X');
        littleEndian(utf8.length);
        out.writeBytes(utf8);
    }

    private void integer(long value) {
        if (value == (int) value) {
            bytes('J');
            littleEndian((int) value);
        } else {
            byte[] digits = BigInteger.valueOf(value).toByteArray();
            bytes(0x8a, digits.length);
            for (int i = digits.length - 1; i >= 0; i--) {
                bytes(digits[i]);
            }
        }
    }

    private void global(String module, String name) {
        bytes('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void littleEndian(int value) {
        out.writeBytes(
                ByteBuffer.allocate(4).putInt(Integer.reverseBytes(value)).array());
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }
}
