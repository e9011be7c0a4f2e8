package org.amadeus.model.torch;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.amadeus.model.file.Float16;

/** The kinds of storage that a session's tensors may lie in, under PyTorch's class names. */
enum StorageType {
    FLOAT("FloatStorage", 4, (data, at) -> data.getFloat(at)),
    DOUBLE("DoubleStorage", 8, (data, at) -> (float) data.getDouble(at)),
    HALF("HalfStorage", 2, (data, at) -> Float16.toFloat(data.getShort(at))),
    BFLOAT16("BFloat16Storage", 2, (data, at) -> Float.intBitsToFloat(data.getShort(at) << 16)),
    LONG("LongStorage", 8, (data, at) -> data.getLong(at)),
    INT("IntStorage", 4, (data, at) -> data.getInt(at));

    private interface Element {
        float get(ByteBuffer data, int at);
    }

    private final String className;
    private final int bytes;
    private final Element element;

    StorageType(String className, int bytes, Element element) {
        this.className = className;
        this.bytes = bytes;
        this.element = element;
    }

    /** Bytes of one element. */
    int bytes() {
        return bytes;
    }

    /** Element {@code index} of a little-endian storage as a float; doubles are rounded. */
    float get(ByteBuffer data, int index) {
        return element.get(data, bytes * index);
    }

    static Optional<StorageType> of(String className) {
        for (StorageType type : values()) {
            if (type.className.equals(className)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
