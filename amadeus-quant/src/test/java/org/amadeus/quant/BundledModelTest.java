package org.amadeus.quant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.Test;

class BundledModelTest {
    /** This module's class path holds no model, as that of whoever leaves it out. */
    @Test
    void withoutOneALineSaysWhatToDo() {
        String message =
                assertThrows(AmadeusException.class, BundledModel::load).getMessage();
        assertEquals(1, message.lines().count());
        assertTrue(message.startsWith("no bundled model is on the class path"), message);
        assertTrue(message.contains("-s FILE") && message.contains("amadeus-model-asap"), message);
    }
}
