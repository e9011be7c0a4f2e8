package org.amadeus.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "ein \"Stück\"");
        object.put("number", 5L);
        object.put("share", 0.25);
        object.put("list", List.of(1L, true, Map.of("inside", 2.5)));
        assertEquals(object, Json.read(Json.write(object), "file", "entry"));
    }

    @Test
    void anObjectsNumbersThatAreNotFiniteAreLeftOut() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("none", Double.NaN);
        object.put("endless", Double.NEGATIVE_INFINITY);
        object.put("inside", Map.of("most", Double.POSITIVE_INFINITY));
        object.put("zero", 0.0);
        assertEquals(Map.of("inside", Map.of(), "zero", 0.0), Json.read(Json.write(object), "file", "entry"));
    }
}
