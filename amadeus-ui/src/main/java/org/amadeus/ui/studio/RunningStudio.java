package org.amadeus.ui.studio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a studio tells of itself at {@code /about}, by which a second start knows the first.
 *
 * @param version the program's
 * @param model   what plays: a file's name, or the bundled model's
 * @param user    whose it is: several may share a machine and its 127.0.0.1
 */
public record RunningStudio(String version, String model, String user) {
    static final String PATH = "/about";
    private static final String PROGRAM = "Amadeus Studio";
    private static final int MOST_BYTES = 4096;
    private static final int PATIENCE_MILLIS = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    /** A studio of the user that runs this. */
    public static RunningStudio here(String version, String model) {
        return new RunningStudio(version, model, System.getProperty("user.name", ""));
    }

    /** Asks who listens on a port of 127.0.0.1; empty where it does not say, within a second, that it is a studio. */
    public static Optional<RunningStudio> at(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + PATH).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try (InputStream in = connection.getInputStream()) {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        ? read(in.readNBytes(MOST_BYTES))
                        : Optional.empty();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<RunningStudio> read(byte[] json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                fields.put(name, parser.getText());
            }
        }
        if (!PROGRAM.equals(fields.get("program"))) {
            return Optional.empty();
        }
        return Optional.of(new RunningStudio(
                fields.getOrDefault("version", ""), fields.getOrDefault("model", ""), fields.getOrDefault("user", "")));
    }

    String toJson() {
        return "{\"program\":" + quoted(PROGRAM) + ",\"version\":" + quoted(version) + ",\"model\":" + quoted(model)
                + ",\"user\":" + quoted(user) + "}";
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
