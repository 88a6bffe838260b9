package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a home lacks is found in what is shipped. */
class MissingRouteExceptionTest {
    private static final Pattern CALLED = Pattern.compile("\"direct:([a-z-]+[a-z])\"");

    @ParameterizedTest
    @CsvSource({
        "payroll-read, connectors/xero-payroll.camel.yaml",
        "payroll-call, connectors/xero-payroll.camel.yaml",
        "reconcile, reconcile.camel.yaml",
        "overdue-round, overdue.camel.yaml",
        "harvest-read, connectors/harvest.camel.yaml"
    })
    void theFileThatHoldsItIsNamed(String route, String file) {
        assertThat(MissingRouteException.fileOf(route)).contains(file);
        assertThat(MissingRouteException.of("direct:" + route)).hasMessageEndingWith("this release has it in " + file);
    }

    @Test
    void everyRouteThatTheProgramCallsIsShipped() throws IOException {
        Set<String> called = new TreeSet<>();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path source : sources) {
            CALLED.matcher(Files.readString(source)).results().forEach(found -> called.add(found.group(1)));
        }

        assertThat(called)
                .hasSizeGreaterThan(20)
                .allSatisfy(name ->
                        assertThat(MissingRouteException.fileOf(name)).as(name).isPresent());
    }

    @Test
    void oneThatNobodyShipsIsNamedAlone() {
        assertThat(MissingRouteException.of("direct:own"))
                .hasMessage("The route files in the home have no route that begins with direct:own");
    }
}
