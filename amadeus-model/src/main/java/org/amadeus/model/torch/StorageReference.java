package org.amadeus.model.torch;

/**
 * A part of a storage, which lies outside the pickle.
 *
 * @param type  of its elements
 * @param key   the whole storage's name in the file
 * @param total elements of the whole storage
 * @param first the part's first element in it
 * @param count elements of the part
 */
record StorageReference(StorageType type, String key, long total, long first, long count) {
    StorageReference {
        if (total < 0 || total > Integer.MAX_VALUE / type.bytes()) {
            throw new IllegalArgumentException("storage " + key + " has " + total + " elements, expected 0 .. "
                    + Integer.MAX_VALUE / type.bytes());
        }
        if (first < 0 || count < 0 || count > total - first) {
            throw new IllegalArgumentException("a view of storage " + key + " from element " + first + ", " + count
                    + " long, reaches beyond its " + total + " elements");
        }
    }
}
