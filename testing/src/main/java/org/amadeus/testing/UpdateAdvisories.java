package org.amadeus.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks OSV for the weaknesses of all libraries of a class path and writes them to a folder, a file each. */
public final class UpdateAdvisories {
    private static final URI OSV = URI.create("https://api.osv.dev/v1/query");

    private final URI service;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final ObjectMapper json = new ObjectMapper();

    UpdateAdvisories(URI service) {
        this.service = service;
    }

    /** Arguments: the folder, then class paths. */
    public static void main(String[] args) throws InterruptedException {
        Set<Path> jars = new TreeSet<>();
        for (int i = 1; i < args.length; i++) {
            jars.addAll(KnownVulnerabilities.jars(args[i].strip()));
        }
        try {
            int written = new UpdateAdvisories(OSV).update(Path.of(args[0]), List.copyOf(jars));
            System.out.println(written + " known weaknesses; run KnownVulnerabilitiesTest");
        } catch (IOException e) {
            System.err.println(OSV + " can't be asked: " + e + ". The list stays as far as it was written.");
            System.exit(1);
        }
    }

    /** How many were written. */
    int update(Path folder, List<Path> jars) throws IOException, InterruptedException {
        Set<String> written = new TreeSet<>();
        for (Path jar : jars) {
            for (Library library : Library.in(jar)) {
                for (JsonNode vulnerability : ask(library)) {
                    String id = new Advisory(vulnerability).id();
                    if (!id.matches("[A-Za-z0-9-]+")) {
                        throw new IOException("an id that is no file name: " + id);
                    }
                    json.writerWithDefaultPrettyPrinter()
                            .writeValue(folder.resolve(id + ".json").toFile(), vulnerability);
                    written.add(id);
                }
            }
        }
        return written.size();
    }

    private JsonNode ask(Library library) throws IOException, InterruptedException {
        byte[] question = json.writeValueAsBytes(
                Map.of("version", library.version(), "package", Map.of("ecosystem", "Maven", "name", library.name())));
        HttpResponse<byte[]> reply = client.send(
                HttpRequest.newBuilder(service)
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != 200) {
            throw new IOException(service + " answered " + reply.statusCode() + " for " + library.name());
        }
        return json.readTree(reply.body()).path("vulns");
    }
}
