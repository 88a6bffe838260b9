package org.harvestxero.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.api.Warnings;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parts are known to routes by name: none they name may be missing, and none is bound that nobody names. After a change
 * {@code mvn test -Dtest=BeanNamesTest -Drewrite=true} writes the table of {@code docs/architecture.md} anew.
 */
class BeanNamesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Path FORMER = Path.of("src/test/resources/routes-0.1.0");

    /** {@code ref: cycle}, {@code onExceptionOccurredRef: waitAsTold}, {@code "#callClient"}, {@code uri: bean:cycle}. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:\\bref|\\b(?!routeTemplate)\\w+Ref|aggregationStrategy):\\s*\"?#?(?:bean:)?(\\w+)|\"#(?:bean:)?(\\w+)\"|\\bbean:(\\w+)");

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String OURS = "org.harvestxero.";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String HEAD = "| Bean | Class | What for |\n|---|---|---|\n";

    @TempDir
    Path folder;

    @Test
    void routesNameNoneThatIsMissing() throws IOException {
        assertThat(bound().keySet()).containsAll(named(ROUTES)).containsAll(named(FORMER));
    }

    @Test
    void noneIsBoundThatNobodyNames() throws IOException {
        Set<String> named = named(ROUTES);
        named.addAll(named(FORMER));

        assertThat(named).containsAll(bound().keySet());
    }

    @Test
    void thePageTellsWhereEachNameLeads() throws IOException {
        Map<String, Object> beans = bound();
        if (Boolean.getBoolean("rewrite")) {
            rewrite(beans);
        }
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(HEAD) + HEAD.length());
        List<String> told = table.substring(0, table.indexOf("\n\n"))
                .lines()
                .map(row -> row.replaceFirst("^(\\| [^|]* \\| [^|]* \\|).*", "$1"))
                .toList();

        assertThat(told)
                .as("the table of %s; mvn test -Dtest=BeanNamesTest -Drewrite=true writes it anew", PAGE)
                .isEqualTo(beans.entrySet().stream()
                        .map(bean -> leads(bean.getKey(), bean.getValue().getClass()))
                        .toList());
    }

    private static void rewrite(Map<String, Object> beans) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        StringBuilder table = new StringBuilder(HEAD);
        for (Map.Entry<String, Object> bean : beans.entrySet()) {
            Class<?> type = bean.getValue().getClass();
            table.append(leads(bean.getKey(), type))
                    .append(' ')
                    .append(purpose(type))
                    .append(" |\n");
        }
        Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf("\n\n", begin) + 1));
    }

    private static String leads(String name, Class<?> type) {
        String parent = type.getPackageName().replaceFirst("^org\\.harvestxero\\.", "");
        String where =
                type.getName().startsWith(OURS) ? "`" + type.getSimpleName() + "` in `" + parent + "`" : type.getName();
        return "| `" + name + "` | " + where + " |";
    }

    /** The first sentence of a class's Javadoc. */
    private static String purpose(Class<?> type) throws IOException {
        if (!type.getName().startsWith(OURS)) {
            return "–";
        }
        String source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        Matcher javadoc = Pattern.compile(
                        "(?s)/\\*\\*(.*?)\\*/\\s*(?:public |final |sealed |abstract )*(?:class|record) "
                                + type.getSimpleName() + "\\b")
                .matcher(source);
        assertThat(javadoc.find()).as("Javadoc of " + type.getSimpleName()).isTrue();
        String text = javadoc.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
        String sentence = text.split("\n\\s*\n|(?<=\\.)\\s")[0].replaceAll("\\s+", " ");
        return sentence.replaceAll("\\{@(?:code|link) ([^}]*)}", "$1").replace("|", "\\|");
    }

    private static Set<String> named(Path routes) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(routes)) {
            List<String> texts =
                    files.filter(Files::isRegularFile).map(BeanNamesTest::text).toList();
            String all = String.join("\n", texts);
            texts.stream()
                    .flatMap(text -> Stream.of(text.split("(?m)^- routeTemplate:")))
                    .flatMap(part -> filled(part, all))
                    .flatMap(text -> NAMED.matcher(text).results())
                    .flatMap(found -> Stream.of(1, 2, 3).map(found::group))
                    .filter(name -> name != null)
                    .forEach(names::add);
        }
        return names;
    }

    /** A template once for each API that a route is made of it for; anything else as it is. */
    private static Stream<String> filled(String part, String all) {
        if (!part.contains("{{api}}")) {
            return Stream.of(part);
        }
        String template = part.strip().replaceFirst("(?s)^id: (\\S+).*", "$1");
        return Pattern.compile(
                        "routeTemplateRef: " + template + "\\n(?:(?!templatedRoute)[\\s\\S])*?name: api, value: (\\w+)")
                .matcher(all)
                .results()
                .map(made -> part.replace("{{api}}", made.group(1)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> bound() throws IOException {
        Files.writeString(folder.resolve("mappings.yaml"), "");
        Home home = Home.at(folder, Path.of(""));
        Settings settings =
                Settings.of(Map.of("harvest.access-token", "pat-secret", "database.url", "jdbc:h2:mem:names"));
        try (Store store = Store.unopened("jdbc:h2:mem:names", "sa", "", Clock.systemUTC());
                DefaultCamelContext context = new DefaultCamelContext()) {
            Basics basics = new Basics(
                    home, settings, store.forConnection("main"), context, Clock.systemUTC(), System::nanoTime);
            return EngineWiring.beans(
                    BusinessWiring.make(basics, Rules.of(basics), Watches.of(basics), new Warnings()), store);
        }
    }
}
