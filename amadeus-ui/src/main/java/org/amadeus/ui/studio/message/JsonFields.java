package org.amadeus.ui.studio.message;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the fields of one JSON object strictly: of the right kind, within bounds, and none that is unknown. JSON is what a
 * reader of it makes of it: maps, lists, texts, longs, doubles and booleans.
 */
final class JsonFields {
    private final Map<?, ?> object;
    private final String where;

    private JsonFields(Map<?, ?> object, String where) {
        this.object = object;
        this.where = where;
    }

    static JsonFields of(Object json) {
        return of(json, "the message");
    }

    private static JsonFields of(Object json, String where) {
        if (!(json instanceof Map<?, ?> object)) {
            throw new RefusedException(where + " is not an object");
        }
        return new JsonFields(object, where);
    }

    /** Refuses fields other than these, so that a misspelt setting is not silently left out. */
    JsonFields only(String... known) {
        Set<String> names = Set.of(known);
        for (Object name : object.keySet()) {
            if (!names.contains(name)) {
                throw new RefusedException(where + " has an unknown field \"" + name + "\"");
            }
        }
        return this;
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    String text(String name) {
        if (!(object.get(name) instanceof String text)) {
            throw new RefusedException(name + " is missing or not a text");
        }
        return text;
    }

    boolean isText(String name, String text) {
        return text.equals(object.get(name));
    }

    boolean flag(String name) {
        if (!(object.get(name) instanceof Boolean flag)) {
            throw new RefusedException(name + " is missing or neither true nor false");
        }
        return flag;
    }

    double number(String name, double low, double high) {
        return number(name, object.get(name), low, high);
    }

    long whole(String name, long low, long high) {
        return whole(name, object.get(name), low, high);
    }

    boolean hasWhole(String name, long low, long high) {
        return object.get(name) instanceof Long value && value >= low && value <= high;
    }

    JsonFields object(String name) {
        return of(object.get(name), name);
    }

    List<?> array(String name, int most) {
        if (!(object.get(name) instanceof List<?> values)) {
            throw new RefusedException(name + " is missing or not an array");
        }
        if (values.size() > most) {
            throw new RefusedException(name + " has " + values.size() + " entries, at most " + most + " are taken");
        }
        return values;
    }

    static double number(String name, Object value, double low, double high) {
        if (!(value instanceof Long || value instanceof Double)) {
            throw new RefusedException(name + " is missing or not a number");
        }
        double number = ((Number) value).doubleValue();
        if (!(number >= low && number <= high)) {
            throw new RefusedException(name + " is " + number + ", expected " + low + " .. " + high);
        }
        return number;
    }

    static long whole(String name, Object value, long low, long high) {
        if (!(value instanceof Long number)) {
            throw new RefusedException(name + " is missing or not a whole number");
        }
        if (number < low || number > high) {
            throw new RefusedException(name + " is " + number + ", expected " + low + " .. " + high);
        }
        return number;
    }
}
