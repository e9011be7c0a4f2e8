package org.amadeus.quant.coding;

import java.util.List;
import java.util.Optional;

/** All codings of weights, those of more bits first. */
public final class WeightCodings {
    public static final WeightCoding INT8 = new Int8Coding();
    public static final WeightCoding INT6 = new GroupCoding(6, 3);
    public static final WeightCoding INT5 = new GroupCoding(5, 7);
    public static final WeightCoding INT4 = new GroupCoding(4, 15);
    public static final WeightCoding INT3 = new GroupCoding(3, 18);
    public static final WeightCoding INT2 = new GroupCoding(2, 42);

    private static final List<WeightCoding> ALL = List.of(INT8, INT6, INT5, INT4, INT3, INT2);

    private WeightCodings() {}

    public static List<WeightCoding> all() {
        return ALL;
    }

    /** The coding of that name, empty where there is none. */
    public static Optional<WeightCoding> of(String id) {
        return ALL.stream().filter(coding -> coding.id().equals(id)).findFirst();
    }
}
