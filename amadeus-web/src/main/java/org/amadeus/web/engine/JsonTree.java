package org.amadeus.web.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSString;
import org.teavm.jso.json.JSON;

/** JSON as maps, lists, texts, longs, doubles and booleans, by the browser's own reader. */
final class JsonTree {
    private static final int DEEPEST = 8;
    /** The largest number JavaScript holds exactly. */
    private static final double SAFE = 9007199254740991.0;

    private JsonTree() {}

    static Object of(String json) {
        return of(JSON.parse(json), 0);
    }

    private static Object of(JSObject value, int depth) {
        if (value == null || depth > DEEPEST) {
            return null;
        }
        return switch (JSObjects.typeOf(value)) {
            case "string" -> ((JSString) value).stringValue();
            case "boolean" -> ((JSBoolean) value).booleanValue();
            case "number" -> number(((JSNumber) value).doubleValue());
            default -> isArray(value) ? list(value.cast(), depth) : map(value, depth);
        };
    }

    private static Object number(double value) {
        return value == Math.floor(value) && Math.abs(value) <= SAFE ? (Object) (long) value : (Object) value;
    }

    @org.teavm.jso.JSBody(params = "value", script = "return Array.isArray(value);")
    private static native boolean isArray(JSObject value);

    private static List<Object> list(JSArrayReader<JSObject> values, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < values.getLength(); i++) {
            list.add(of(values.get(i), depth + 1));
        }
        return list;
    }

    private static Map<String, Object> map(JSObject value, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        JSMapLike<JSObject> fields = value.cast();
        for (String key : JSObjects.keys(value)) {
            map.put(key, of(fields.get(key), depth + 1));
        }
        return map;
    }
}
