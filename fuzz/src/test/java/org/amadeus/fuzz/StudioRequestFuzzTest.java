package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.amadeus.ui.studio.JsonTexts;
import org.amadeus.ui.studio.message.RequestReader;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page sends to the studio. */
class StudioRequestFuzzTest {
    static Stream<byte[]> seeds() {
        String notes = "[[60, 80, 0, 0.5], [64, 90, 0.25, 1]]";
        return Stream.of(
                        "{\"type\": \"settings\", \"answers\": true, \"silence\": 0.6, \"length\": 8,"
                                + " \"taste\": {\"temperature\": 1, \"topP\": 0.95, \"seed\": 7}, \"pace\": 1}",
                        "{\"type\": \"listen\", \"id\": 1, \"at\": 3, \"notes\": " + notes + ", \"until\": 2}",
                        "{\"type\": \"strike\", \"at\": 3, \"pitch\": 60, \"velocity\": 80}",
                        "{\"type\": \"release\", \"at\": 3.5, \"pitch\": 60}",
                        "{\"type\": \"pedal\", \"at\": 3.5, \"down\": true}",
                        "{\"type\": \"now\", \"id\": 1}",
                        "{\"type\": \"again\", \"id\": 2}",
                        "{\"type\": \"answer\", \"id\": 1, \"notes\": " + notes
                                + ", \"until\": 2, \"seconds\": 8, \"taste\": {\"temperature\": 1, \"topP\": 0.95, \"seed\": 7}"
                                + ", \"pace\": 1, \"control\": {\"density\": 3, \"histogram\": [1,0,1,0,1,1,0,1,0,1,0,1]}}",
                        "{\"type\": \"stop\", \"id\": 1}",
                        "{\"you\": " + notes + ", \"amadeus\": " + notes + "}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"\"type\"", "\"notes\"", "\"until\"", "\"taste\"", "\"control\"", "1e999", "-0", "\\\\u0000"})
    @FuzzTest
    void reads(byte[] message) throws Exception {
        String text = new String(message, StandardCharsets.UTF_8);
        Bounded.read(message.length, () -> RequestReader.read(JsonTexts.read(text)));
        Bounded.read(message.length, () -> RequestReader.readPiece(JsonTexts.read(text)));
    }
}
