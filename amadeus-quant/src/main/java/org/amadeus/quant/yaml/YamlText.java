package org.amadeus.quant.yaml;

import java.util.function.BiFunction;
import org.amadeus.data.AmadeusException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 that strangers wrote: no aliases of collections, no key twice, no types but those of JSON. */
public final class YamlText {
    private YamlText() {}

    /**
     * What the text says, as maps, lists, strings, numbers and booleans.
     *
     * @param text   of a length that the caller has bounded
     * @param source what to call it in errors
     * @param what   it should hold, for errors
     * @param error  makes an exception of a message and its cause
     */
    public static Object read(
            String text, String source, String what, BiFunction<String, Throwable, ? extends AmadeusException> error) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(source)
                    .setMaxAliasesForCollections(0)
                    .setAllowDuplicateKeys(false)
                    .setCodePointLimit(text.length() + 1)
                    .setBufferSize(text.length() + 1) // a pair of surrogates must not be split by two buffers
                    .build();
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException | NumberFormatException | IndexOutOfBoundsException e) {
            // The latter two the library throws at text that ends in an escape, and at numbers of no kind.
            String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw error.apply(source + ": no YAML that could be read: " + reason, e);
        } catch (StackOverflowError e) {
            throw error.apply(source + ": nested too deeply for " + what, e);
        }
    }
}
