package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.harvestxero.api.BillingPeriods.Period;
import org.harvestxero.api.BillingPeriods.Question;
import org.harvestxero.api.BillingPeriods.State;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.config.agreement.AgreementCatalogue;
import org.harvestxero.store.billing.BilledPeriods.Draft;
import org.harvestxero.store.billing.BilledPeriods.Row;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DraftState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPeriodsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path folder;

    private BillingCalendar calendar(String text) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), "client: Acme\n" + text);
        AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneOffset.UTC);
        assertThat(catalogue.reload().refused()).isEmpty();
        return catalogue.agreements().get(0).in(Currency.getInstance("USD")).calendar();
    }

    private static ClientPeriods months(String from, String to, LocalDate since) {
        return new ClientPeriods(new Question(YearMonth.parse(from), YearMonth.parse(to), "", null, 10), since, NOW);
    }

    private static Row run(String period, BillingMode mode, Draft draft) {
        YearMonth month = YearMonth.parse(period);
        return new Row(1, 7, period, month.atDay(1), month.atEndOfMonth(), mode, "USD", draft);
    }

    private static Draft draft(long id, DraftState state, String subtotal) {
        return new Draft(id, state, new BigDecimal(subtotal), null, null);
    }

    private static List<String> told(List<Period> periods) {
        return periods.stream()
                .map(period -> period.month() + " " + period.label() + " " + period.state())
                .toList();
    }

    private State stateOf(DraftState... states) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (DraftState state : states) {
            rows.add(run("2026-10", BillingMode.LIVE, draft(rows.size() + 1L, state, "10")));
        }
        return months("2026-10", "2026-10", null)
                .of(calendar("start: 2026-01-01\n"), rows, 0)
                .get(0)
                .state();
    }

    @Test
    void periodsAreOpenDueFailedOrLeftToOthers() throws IOException {
        BillingCalendar calendar = calendar("start: 2026-07-01\n");

        assertThat(told(months("2026-06", "2026-11", LocalDate.parse("2026-09-01"))
                        .of(calendar, List.of(run("2026-09", BillingMode.LIVE, null)), 55)))
                .containsExactly(
                        "2026-07 2026-07 LEFT",
                        "2026-08 2026-08 FAILED",
                        "2026-09 2026-09 NOTHING",
                        "2026-10 2026-10 DUE",
                        "2026-11 2026-11 OPEN");
    }

    @Test
    void aBilledPeriodStandsAsItsDraftsDo() throws IOException {
        assertThat(stateOf(DraftState.REVIEW, DraftState.SENT)).isEqualTo(State.WAITING);
        assertThat(stateOf(DraftState.HELD)).isEqualTo(State.WAITING);
        assertThat(stateOf(DraftState.SENT, DraftState.PLANNED)).isEqualTo(State.LEAVING);
        assertThat(stateOf(DraftState.SENT, DraftState.REJECTED)).isEqualTo(State.BILLED);
        assertThat(stateOf(DraftState.CREDITED)).isEqualTo(State.TAKEN_BACK);
    }

    @Test
    void theBillCountsWhatStandsAndLeadsToWhatIsWrong() throws IOException {
        Period period = months("2026-10", "2026-10", null)
                .of(
                        calendar("start: 2026-01-01\n"),
                        List.of(
                                run("2026-10", BillingMode.LIVE, draft(1, DraftState.REJECTED, "99")),
                                run("2026-10", BillingMode.LIVE, draft(2, DraftState.SENT, "10")),
                                run(
                                        "2026-10",
                                        BillingMode.LIVE,
                                        new Draft(3, DraftState.PLANNED, new BigDecimal("5"), "INV-3", 44L))),
                        0)
                .get(0);

        assertThat(period.state()).isEqualTo(State.FAILED);
        assertThat(period.bill().total()).isEqualByComparingTo("15");
        assertThat(period.bill().draft()).isEqualTo(3);
        assertThat(period.bill().failed()).isEqualTo(44);
        assertThat(period.bill().drafts()).isEqualTo(2);
    }

    @Test
    void weeksStandInTheMonthTheyEndInAndAFirstFeeWhereTheAgreementBegins() throws IOException {
        assertThat(told(months("2026-10", "2026-10", null)
                        .of(calendar("start: 2026-10-05\ncalendar: {every: week}\n"), List.of(), 0)))
                .hasSize(3)
                .allMatch(period -> period.startsWith("2026-10 2026-10-") && period.endsWith("DUE"));
        assertThat(told(months("2026-10", "2026-11", null).of(calendar("""
                                        start: 2026-10-01
                                        rules: [{name: Plan, retainer: {fee: 10, billed: in advance, included: {hours: 1}}}]
                                        """), List.of(), 0)))
                .containsExactly("2026-10 opening-2026-10-01 DUE", "2026-10 2026-10 DUE", "2026-11 2026-11 OPEN");
    }

    @Test
    void whatWasBilledBesideTheCalendarIsShownToo() throws IOException {
        assertThat(told(months("2026-10", "2026-11", null)
                        .of(
                                calendar("start: 2026-11-01\n"),
                                List.of(run("2026-10", BillingMode.SHADOW, draft(9, DraftState.SHADOW, "1"))),
                                0)))
                .containsExactly("2026-10 2026-10 SHADOW", "2026-11 2026-11 OPEN");
    }
}
