package org.amadeus.model.torch;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.amadeus.model.file.Float16;

/** The kinds of storage that a session's tensors may lie in, under PyTorch's class names. */
enum StorageType {
    FLOAT("FloatStorage", 4) {
        @Override
        float get(ByteBuffer data, int index) {
            return data.getFloat(4 * index);
        }
    },
    DOUBLE("DoubleStorage", 8) {
        @Override
        float get(ByteBuffer data, int index) {
            return (float) data.getDouble(8 * index);
        }
    },
    HALF("HalfStorage", 2) {
        @Override
        float get(ByteBuffer data, int index) {
            return Float16.toFloat(data.getShort(2 * index));
        }
    },
    BFLOAT16("BFloat16Storage", 2) {
        @Override
        float get(ByteBuffer data, int index) {
            return Float.intBitsToFloat(data.getShort(2 * index) << 16);
        }
    },
    LONG("LongStorage", 8) {
        @Override
        float get(ByteBuffer data, int index) {
            return data.getLong(8 * index);
        }
    },
    INT("IntStorage", 4) {
        @Override
        float get(ByteBuffer data, int index) {
            return data.getInt(4 * index);
        }
    };

    private final String className;
    private final int bytes;

    StorageType(String className, int bytes) {
        this.className = className;
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    int bytes() {
        return bytes;
    }

    /** Element {@code index} of a little-endian storage as a float; doubles are rounded. */
    abstract float get(ByteBuffer data, int index);

    static Optional<StorageType> of(String className) {
        for (StorageType type : values()) {
            if (type.className.equals(className)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
