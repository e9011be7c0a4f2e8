package org.amadeus.quant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options for the JVM that go with the kernels name methods, which may be renamed. */
class JvmOptionsTest {
    private static final String KEPT_APART = "-XX:CompileCommand=dontinline,";

    @Test
    void eachMethodThatIsNamedExists() throws IOException {
        List<String> named = lines().stream()
                .filter(line -> line.startsWith(KEPT_APART))
                .map(line -> line.substring(KEPT_APART.length()))
                .toList();
        assertFalse(named.isEmpty());
        for (String method : named) {
            String[] parts = method.split("::");
            Class<?> owner = assertDoesNotThrow(() -> Class.forName(parts[0]), method);
            assertTrue(
                    Arrays.stream(owner.getDeclaredMethods())
                            .map(Method::getName)
                            .anyMatch(parts[1]::equals),
                    "no such method: " + method);
        }
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader options = new BufferedReader(new InputStreamReader(
                JvmOptionsTest.class.getResourceAsStream("/META-INF/amadeus/jvm.options"), StandardCharsets.UTF_8))) {
            return options.lines().toList();
        }
    }
}
