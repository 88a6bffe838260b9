package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was known before a start is found right after it. */
class SearchAfterStartIT {
    private static final String LEARNING = "still learning";

    @Test
    void whatTheProgramKnewIsFoundAtOnceByNumberClientAndWords() {
        try (ConsoleScenario console = ConsoleScenario.start(Map.of())) {
            console.withUsers();
            Visitor before = console.visitor("Vera");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                String page = before.get("/console/invoices?client=baker").body();
                return page.contains("INV-1") && !page.contains(LEARNING);
            });

            console.serve(Map.of());

            Visitor after = console.visitor("Vera");
            for (String wanted : List.of("number=INV-1", "number=1", "client=baker", "text=menu+cards")) {
                assertThat(after.get("/console/invoices?" + wanted).body())
                        .as(wanted)
                        .contains("INV-1", "Sample Bakery")
                        .doesNotContain(LEARNING);
            }
        }
    }
}
