package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.monthend.JournalKind;

/** An agency whose months are closed by journals. */
final class JournalScenario implements AutoCloseable {
    final TestClock clock;
    final CopyScenario scenario;
    final long design;
    final long ann;

    JournalScenario(TestClock clock, Map<String, String> settings) {
        this.clock = clock;
        this.scenario = CopyScenario.start(clock, settings);
        this.design = scenario.harvest().add(aTask("Design"));
        this.ann = scenario.harvest()
                .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
    }

    void journals(String yaml) {
        try {
            Files.writeString(scenario.home().resolve("journals.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client with one project named like it, of 80 an hour. */
    long project(String client, String currency) {
        long id = scenario.harvest().add(aClient(client).currency(currency));
        return scenario.harvest()
                .add(aProject(id, client + " site")
                        .hourlyRate("80")
                        .task(design)
                        .person(ann));
    }

    long worked(long project, String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    long category(String name) {
        for (JsonNode each : scenario.harvest().get("/expense_categories").path("expense_categories")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError("no category " + name);
    }

    Answer answer(String month, boolean dryRun) {
        return scenario.engine().monthEnd().run(new MonthEnd.Request(YearMonth.parse(month), dryRun, false), "ada");
    }

    /** What came of one kind; nothing may go wrong on the way. */
    Journal run(String month, JournalKind kind) {
        Answer answer = answer(month, false);
        assertThat(answer.troubles()).isEmpty();
        return of(answer, kind);
    }

    static Journal of(Answer answer, JournalKind kind) {
        return answer.journals().stream()
                .filter(journal -> journal.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** All journals in Xero: mark, status, date and lines, by mark. */
    List<String> booked() {
        List<String> booked = new ArrayList<>();
        scenario.xero()
                .manualJournals()
                .forEach(
                        journal -> booked.add(journal.path("Narration").asText().split(" ")[0] + " "
                                + journal.path("Status").asText() + " " + day(journal) + " " + lines(journal)));
        booked.sort(String::compareTo);
        return booked;
    }

    private static String day(JsonNode journal) {
        long millis = Long.parseLong(journal.path("Date").asText().replaceAll("\\D*(\\d+)\\+.*", "$1"));
        return LocalDate.ofEpochDay(millis / 86_400_000).toString();
    }

    private static String lines(JsonNode journal) {
        return String.join(
                ", ",
                StreamSupport.stream(journal.path("JournalLines").spliterator(), false)
                        .map(line -> line.path("AccountCode").asText()
                                + line.at("/Tracking/0/Option").asText("")
                                + " "
                                + line.path("LineAmount").decimalValue().toPlainString())
                        .toList());
    }

    /** What all journals that stand in Xero come to on an account up to a day. */
    BigDecimal balance(String account, String until) {
        BigDecimal balance = BigDecimal.ZERO;
        for (JsonNode journal : scenario.xero().manualJournals()) {
            if (day(journal).compareTo(until) <= 0
                    && !List.of("DELETED", "VOIDED")
                            .contains(journal.path("Status").asText())) {
                for (JsonNode line : journal.path("JournalLines")) {
                    if (line.path("AccountCode").asText().equals(account)) {
                        balance = balance.add(line.path("LineAmount").decimalValue());
                    }
                }
            }
        }
        return balance;
    }

    @Override
    public void close() {
        scenario.close();
    }
}
