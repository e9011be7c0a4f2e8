package org.amadeus.model.graph;

import java.nio.ByteBuffer;

/**
 * A FlatBuffers table as bytes: where its fields lie, so that they can be changed in place, which the generated readers
 * don't offer. Layout: FlatBuffers' internals document; a table begins with the distance back to its vtable, whose
 * 16-bit entries from byte 4 on are the fields' distances from the table's start, 0 where a field is absent.
 *
 * @param bytes    little-endian
 * @param position of the table
 */
record FlatTable(ByteBuffer bytes, int position) {
    /** The table a buffer begins with. */
    static FlatTable root(ByteBuffer bytes) {
        return new FlatTable(bytes, bytes.getInt(0));
    }

    /** Where a field lies, or -1 where it is absent. */
    int field(int slot) {
        int entry = entry(slot);
        int distance = entry < 0 ? 0 : bytes.getShort(entry) & 0xFFFF;
        return distance == 0 ? -1 : position + distance;
    }

    /** The table that element {@code index} of the vector in a field refers to. */
    FlatTable element(int slot, int index) {
        int field = field(slot);
        int vector = field + bytes.getInt(field);
        int element = vector + Integer.BYTES * (1 + index);
        return new FlatTable(bytes, element + bytes.getInt(element));
    }

    /** Makes a field absent, here and in every table that shares this one's vtable. */
    void removeField(int slot) {
        int entry = entry(slot);
        if (entry >= 0) {
            bytes.putShort(entry, (short) 0);
        }
    }

    private int entry(int slot) {
        int vtable = position - bytes.getInt(position);
        int entry = vtable + 4 + 2 * slot;
        return entry + 2 <= vtable + (bytes.getShort(vtable) & 0xFFFF) ? entry : -1;
    }
}
