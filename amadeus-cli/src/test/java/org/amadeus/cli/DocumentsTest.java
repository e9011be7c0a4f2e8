package org.amadeus.cli;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents name is there: files and headings that they link to, options of commands, classes and packages. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern SPAN = Pattern.compile("(?s)`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w/-])(?:--[a-z][a-z-]+|-[A-Za-z](?![\\w.:+]))");
    private static final Pattern CLASS = Pattern.compile(
            "(?<![\\w./@-])((?:[a-z]\\w*\\.)*)([A-Z][a-z0-9]+(?:[A-Z]\\w*)+|(?<=\\.)[A-Z]\\w+)(?:\\.([a-z]\\w+))?");
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:org\\.amadeus\\.)?(?:charts|cli|data|live|model|quant|ui|web)(?:\\.[a-z]+)*\\.(?!amadeus|bin|sess)[a-z]+");
    private static final Pattern PATH = Pattern.compile("(?:amadeus-[a-z]+|\\.ci|docs|examples|benchmarks)/[\\w./-]+");

    /** Options and names of other programs, which our code does not name. */
    private static final Set<String> FOREIGN = Set.of(
            "--add-exports",
            "--add-modules",
            "--cask",
            "--logdir",
            "EclipseAdoptium",
            "UseAVX",
            "SparkSubmit",
            "nn.Parameter",
            "org.openjdk.jmh.Main");

    private static final Map<Path, String> SOURCES = new TreeMap<>();
    private static Set<String> words;

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (var files = Files.newDirectoryStream(folder, "*.md")) {
                files.forEach(documents::add);
            }
        }
        return documents.stream()
                .filter(file -> !file.endsWith("CHANGELOG.md"))
                .map(ROOT::relativize)
                .sorted();
    }

    @BeforeAll
    static void readTheSources() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 20, (file, is) -> is.isRegularFile() && isSource(ROOT.relativize(file)))) {
            files.forEach(file -> SOURCES.put(ROOT.relativize(file), read(file)));
        }
        words = SOURCES.values().stream()
                .flatMap(text -> Pattern.compile("\\w+").matcher(text).results())
                .map(MatchResult::group)
                .collect(toSet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        Set<String> broken = new TreeSet<>();
        LINK.matcher(read(ROOT.resolve(document)))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.startsWith("http"))
                .forEach(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? ROOT.resolve(document)
                            : ROOT.resolve(document).resolveSibling(parts[0]);
                    if (!Files.exists(target)
                            || parts.length == 2 && !headings(target).contains(parts[1])) {
                        broken.add(link);
                    }
                });
        assertEquals(Set.of(), broken);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void optionsAreThoseOfTheCommand(Path document) {
        Map<String, CommandLine> commands = Main.commandLine().getSubcommands();
        Pattern call =
                Pattern.compile("(?:^|amadeus(?:\\.bat)? +)(" + String.join("|", commands.keySet()) + ")(?= |$)(.*)");
        Set<String> unknown = new TreeSet<>();
        for (String code : code(read(ROOT.resolve(document)))) {
            MatchResult found = call.matcher(code).results().findFirst().orElse(null);
            if (found == null && !code.startsWith("-")) {
                continue;
            }
            String text = found == null ? code : found.group(2);
            List<CommandLine> meant =
                    found == null ? List.copyOf(commands.values()) : List.of(commands.get(found.group(1)));
            OPTION.matcher(text.split(" {3,}| #|&&|\\| ")[0])
                    .results()
                    .map(MatchResult::group)
                    .filter(option -> !FOREIGN.contains(option)
                            && meant.stream()
                                    .noneMatch(each -> each.getCommandSpec().findOption(option) != null))
                    .forEach(option -> unknown.add(option + " in: " + code));
        }
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesAreThoseOfTheCode(Path document) {
        Set<String> unknown = new TreeSet<>();
        for (String code : spans(read(ROOT.resolve(document)))) {
            CLASS.matcher(code)
                    .results()
                    .filter(name -> !FOREIGN.contains(name.group()) && !known(name))
                    .forEach(name -> unknown.add(name.group()));
            if (PACKAGE.matcher(code).matches()) {
                String folder = code.replace('.', '/');
                if (SOURCES.keySet().stream().noneMatch(file -> file.getParent().endsWith(folder))) {
                    unknown.add(code);
                }
            }
            if (PATH.matcher(code).matches()
                    && !(code + "/").contains("/target/")
                    && !code.contains("..")
                    && !Files.exists(ROOT.resolve(code))) {
                unknown.add(code);
            }
        }
        assertEquals(Set.of(), unknown);
    }

    /** A class of ours in the package and with the member that are named; of another library, one that our code names. */
    private static boolean known(MatchResult name) {
        List<Path> ours = SOURCES.keySet().stream()
                .filter(file -> file.endsWith(name.group(2) + ".java"))
                .toList();
        if (ours.isEmpty()) {
            return words.contains(name.group(2));
        }
        return ours.stream()
                .anyMatch(file -> file.endsWith(name.group(1).replace('.', '/') + name.group(2) + ".java")
                        && (name.group(3) == null || SOURCES.get(file).contains(name.group(3))));
    }

    /** What is written as code, a line each: fenced, indented by four spaces, or between backticks. */
    private static List<String> code(String text) {
        List<String> code = new ArrayList<>(spans(text));
        text.replaceAll(" *\\\\\n\\s*", " ")
                .lines()
                .filter(line -> line.contains("amadeus ") && !line.contains("`"))
                .forEach(code::add);
        return code;
    }

    private static List<String> spans(String text) {
        return SPAN.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(span -> span.group(1).replaceAll("\\s*\n\\s*", " "))
                .toList();
    }

    /** As GitHub makes anchors of them. */
    private static Set<String> headings(Path document) {
        return read(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java")
                && !file.toString().contains("/target/")
                && file.toString().contains("src");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
