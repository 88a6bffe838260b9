package org.harvestxero.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.api.Warnings;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts are known to routes by name: none they name may be missing, and none is bound that nobody names. */
class BeanNamesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Path FORMER = Path.of("src/test/resources/routes-0.1.0");

    /** {@code ref: cycle}, {@code onExceptionOccurredRef: waitAsTold}, {@code "#callClient"}, {@code uri: bean:cycle}. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:\\bref|\\b(?!routeTemplate)\\w+Ref|aggregationStrategy):\\s*\"?#?(?:bean:)?(\\w+)|\"#(?:bean:)?(\\w+)\"|\\bbean:(\\w+)");

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

    private static Set<String> named(Path routes) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(routes)) {
            files.filter(Files::isRegularFile)
                    .map(BeanNamesTest::text)
                    .flatMap(text -> Stream.of("harvest", "xero").map(api -> text.replace("{{api}}", api)))
                    .flatMap(text -> NAMED.matcher(text).results())
                    .flatMap(found -> Stream.of(1, 2, 3).map(found::group))
                    .filter(name -> name != null)
                    .forEach(names::add);
        }
        return names;
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
