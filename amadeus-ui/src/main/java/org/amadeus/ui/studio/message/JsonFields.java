package org.amadeus.ui.studio.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Set;

/** Reads the fields of one JSON object strictly: of the right kind, within bounds, and none that is unknown. */
final class JsonFields {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(40)
                            .maxStringLength(1000)
                            .maxNameLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;
    private final String where;

    private JsonFields(JsonNode object, String where) {
        this.object = object;
        this.where = where;
    }

    static JsonFields parse(String json) {
        try {
            return of(MAPPER.readTree(json), "the message");
        } catch (JsonProcessingException e) {
            throw new RefusedException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonFields of(JsonNode node, String where) {
        if (node == null || !node.isObject()) {
            throw new RefusedException(where + " is not an object");
        }
        return new JsonFields(node, where);
    }

    /** Refuses fields other than these, so that a misspelt setting is not silently left out. */
    JsonFields only(String... known) {
        Set<String> names = Set.of(known);
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            String name = all.next();
            if (!names.contains(name)) {
                throw new RefusedException(where + " has an unknown field \"" + name + "\"");
            }
        }
        return this;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new RefusedException(name + " is missing or not a text");
        }
        return value.textValue();
    }

    boolean isText(String name, String text) {
        return text.equals(object.path(name).textValue());
    }

    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw new RefusedException(name + " is missing or neither true nor false");
        }
        return value.booleanValue();
    }

    double number(String name, double low, double high) {
        return number(name, object.path(name), low, high);
    }

    long whole(String name, long low, long high) {
        return whole(name, object.path(name), low, high);
    }

    boolean hasWhole(String name, long low, long high) {
        JsonNode value = object.path(name);
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= low
                && value.longValue() <= high;
    }

    JsonFields object(String name) {
        return of(object.path(name), name);
    }

    JsonNode array(String name, int most) {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw new RefusedException(name + " is missing or not an array");
        }
        if (value.size() > most) {
            throw new RefusedException(name + " has " + value.size() + " entries, at most " + most + " are taken");
        }
        return value;
    }

    static double number(String name, JsonNode value, double low, double high) {
        if (!value.isNumber()) {
            throw new RefusedException(name + " is missing or not a number");
        }
        double number = value.doubleValue();
        if (!(number >= low && number <= high)) {
            throw new RefusedException(name + " is " + number + ", expected " + low + " .. " + high);
        }
        return number;
    }

    static long whole(String name, JsonNode value, long low, long high) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new RefusedException(name + " is missing or not a whole number");
        }
        long number = value.longValue();
        if (number < low || number > high) {
            throw new RefusedException(name + " is " + number + ", expected " + low + " .. " + high);
        }
        return number;
    }
}
