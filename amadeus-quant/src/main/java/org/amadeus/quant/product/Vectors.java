package org.amadeus.quant.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Vectors as long as the machine has; made only where the Vector API is used. */
final class Vectors {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    /** How many floats one has. */
    static final int LANES = FLOATS.length();

    private Vectors() {}

    /** Vectors of bytes with as many lanes; made only where these are long enough: 256 bits or more. */
    static final class Bytes {
        static final VectorSpecies<Byte> BYTES =
                VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 4));
    }
}
