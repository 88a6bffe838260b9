package org.harvestxero.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.MonthEnd.Answer;
import org.harvestxero.api.MonthEnd.Journal;
import org.harvestxero.api.MonthEnd.Outcome;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two agencies close six months: every month ties, whatever happens meanwhile. */
class SixMonthsIT {
    private static final YearMonth FIRST = YearMonth.of(2026, 10);
    private static final String STUDIO = """
            cost: {clearing: {account: 890}, usual: {account: 493}}
            accrued: {balance: {account: 630}, usual: {account: 200}}
            deferred: {balance: {account: 880}, usual: {account: 260}}
            """;

    private final TestClock clock = TestClock.at("2026-10-01T09:00:00Z");
    private JournalScenario agency;
    private final List<Entry> entries = new ArrayList<>();

    /** A time entry as the test knows it. @param price of an hour for the client @param rate what an hour costs */
    private record Entry(LocalDate day, BigDecimal hours, BigDecimal price, BigDecimal rate) {}

    @AfterEach
    void stop() {
        agency.close();
    }

    private long person(String first, String costRate) {
        return agency.scenario
                .harvest()
                .add(aUser(first, "Worker")
                        .email(first.toLowerCase(Locale.ROOT) + "@example.com")
                        .costRate(costRate));
    }

    private long worked(long project, long person, LocalDate day, String hours, String price, String rate) {
        entries.add(new Entry(day, new BigDecimal(hours), new BigDecimal(price), new BigDecimal(rate)));
        return agency.scenario
                .harvest()
                .add(aTimeEntry(project, agency.design, person)
                        .on(day)
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    /** What the work of some days is worth at agreed prices. */
    private BigDecimal worth(LocalDate from, LocalDate to) {
        return entries.stream()
                .filter(entry -> !entry.day().isBefore(from) && !entry.day().isAfter(to))
                .map(entry -> entry.hours().multiply(entry.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal cost(LocalDate to) {
        return entries.stream()
                .filter(entry -> !entry.day().isAfter(to))
                .map(entry -> entry.hours().multiply(entry.rate()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void closed(YearMonth month) {
        Answer answer = agency.answer(month.toString(), false);
        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.journals()).allSatisfy(journal -> {
            assertThat(journal.tie().isTied()).as(month + " " + journal.kind()).isTrue();
            assertThat(journal.leftOut()).isEmpty();
        });
        assertThat(answer.exitCode()).isZero();
        int standing = agency.booked().size();
        assertThat(agency.answer(month.toString(), false).journals())
                .extracting(journal -> journal.change().outcome())
                .containsOnly(Outcome.NOTHING);
        assertThat(agency.booked()).hasSize(standing);
    }

    private static String at(LocalDate day) {
        return day + "T09:00:00Z";
    }

    private String numberOf(YearMonth month) {
        String issued = month.plusMonths(1).atDay(1).toString();
        for (JsonNode invoice : agency.scenario.xero().invoices()) {
            if (invoice.path("DateString").asText().startsWith(issued)
                    && invoice.at("/Contact/Name").asText().equals("Acme")) {
                return invoice.path("InvoiceNumber").asText();
            }
        }
        throw new AssertionError("no invoice of Acme dated " + issued);
    }

    @Test
    void aStudioWithHourlyWorkAnAdvanceAQuarterAndAClientBilledInHarvest() {
        agency = new JournalScenario(clock, Map.of("time-zone", "UTC"));
        agency.journals(STUDIO);
        long acme = agency.project("Acme", "GBP");
        long globex = agency.project("Globex", "GBP");
        agency.project("Plan", "GBP");
        long ben = person("Ben", "55");
        agency.scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                review: {when: []}
                coding: [{taxType: NONE}]
                rules: [{name: Work, rates: [{hour: 100}], hourly: {}}]
                """);
        agency.scenario.agreement("plan.yaml", """
                client: Plan
                start: 2026-10-01
                calendar: {every: quarter}
                review: {when: []}
                coding: [{taxType: NONE}]
                rules: [{name: Plan, retainer: {fee: 920, billed: in advance, included: {hours: 4}}}]
                """);
        agency.scenario.bill(BillRequest.due());
        for (int i = 0; i < 6; i++) {
            YearMonth month = FIRST.plusMonths(i);
            worked(acme, agency.ann, month.atDay(5), "7." + i, "100", "40");
            worked(globex, agency.ann, month.atDay(20), "2.5", "80", "40");
            if (i < 4) {
                worked(acme, ben, month.atDay(12), "3.25", "100", i < 3 ? "55" : "60");
            }
            if (i == 1) {
                clock.jumpTo(at(LocalDate.of(2026, 11, 10)));
                worked(acme, agency.ann, LocalDate.of(2026, 10, 28), "2", "100", "40");
            }
            happens(month, ben, globex);
            checked(month);
        }
        assertThat(agency.booked()).doesNotHaveDuplicates();
    }

    private void happens(YearMonth month, long ben, long globex) {
        clock.jumpTo(at(month.plusMonths(1).atDay(1)));
        agency.scenario.bill(BillRequest.due());
        clock.jumpTo(at(month.plusMonths(1).atDay(2)));
        agency.scenario
                .harvest()
                .add(anInvoice(clientOf(globex))
                        .issued(month.plusMonths(1).atDay(2))
                        .ofUnbilledTime(globex, month.atDay(1), month.atEndOfMonth())
                        .open());
        agency.scenario.once();
        clock.jumpTo(at(month.plusMonths(1).atDay(4)));
        if (month.equals(YearMonth.of(2026, 12))) {
            agency.scenario.harvest().costRate(ben, "60", LocalDate.of(2026, 11, 1));
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.rate().compareTo(new BigDecimal("55")) == 0
                        && !entry.day().isBefore(LocalDate.of(2026, 11, 1))) {
                    entries.set(i, new Entry(entry.day(), entry.hours(), entry.price(), new BigDecimal("60")));
                }
            }
            closed(YearMonth.of(2026, 11));
        }
        if (month.equals(YearMonth.of(2027, 1))) {
            agency.scenario.harvest().edit("/users/" + ben, Map.of("is_active", false));
            agency.scenario.xero().setLockDates(LocalDate.of(2027, 1, 31), null);
        }
        if (month.equals(YearMonth.of(2027, 2))) {
            agency.scenario.creditAndRebill(numberOf(YearMonth.of(2026, 12)), true);
            agency.scenario.once();
            assertThat(JournalScenario.of(agency.answer("2026-12", false), JournalKind.ACCRUED)
                            .change()
                            .outcome())
                    .isEqualTo(Outcome.NOTHING);
        }
        if (month.equals(YearMonth.of(2027, 3))) {
            broken(month);
        }
        closed(month);
        if (month.equals(YearMonth.of(2026, 11))) {
            closed(FIRST);
        }
    }

    /** The program dies once Xero is about to be asked, and an answer is lost after that. */
    private void broken(YearMonth month) {
        agency.scenario.calling(request -> {
            if (request.toString().equals("PUT /ManualJournals")) {
                throw new IllegalStateException("killed");
            }
        });
        assertThat(agency.answer(month.toString(), false).troubles()).isNotEmpty();
        agency.scenario.calling(request -> {});
        agency.scenario.restart();
        clock.jump(Duration.ofMinutes(11));
        agency.scenario.xero().arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY).on("PUT", "/api.xro/2.0/ManualJournals"));
        agency.answer(month.toString(), false);
        assertThat(agency.scenario.xero().faultsStruck()).isEqualTo(1);
    }

    private void checked(YearMonth month) {
        boolean locked = month.equals(YearMonth.of(2027, 1));
        String end = (locked ? month.plusMonths(1).atDay(1) : month.atEndOfMonth()).toString();
        String after = month.plusMonths(1).atDay(1).toString();
        assertThat(agency.balance("890", end).negate()).isEqualByComparingTo(cost(month.atEndOfMonth()));
        BigDecimal late = month.equals(YearMonth.of(2026, 11)) ? new BigDecimal("200") : BigDecimal.ZERO;
        assertThat(agency.balance("630", end))
                .isEqualByComparingTo(
                        locked
                                ? BigDecimal.ZERO
                                : worth(month.atDay(1), month.atEndOfMonth()).add(late));
        assertThat(agency.balance("630", after)).isEqualByComparingTo(BigDecimal.ZERO);
        // 920 on the first day of each quarter, earned by its days
        BigDecimal open = switch (month.getMonthValue()) {
            case 10 -> new BigDecimal("610.00"); // 61 of 92
            case 11 -> new BigDecimal("310.00"); // 31 of 92
            case 1 -> new BigDecimal("603.11"); // 59 of 90
            case 2 -> new BigDecimal("316.89"); // 31 of 90
            default -> BigDecimal.ZERO;
        };
        assertThat(agency.balance("880", end).negate()).isEqualByComparingTo(open);
    }

    private long clientOf(long project) {
        return agency.scenario
                .harvest()
                .get("/projects/" + project)
                .at("/client/id")
                .asLong();
    }

    @Test
    void anAgencyThatPostsInOtherCurrenciesWithRetainersByTheHourAndExpenses() {
        agency = new JournalScenario(
                clock, Map.of("time-zone", "UTC", "expenses.as", "bill", "expenses.since", "2026-10-01"));
        agency.journals("""
                status: posted
                accrued: {balance: {account: 630}, usual: {account: 200}}
                deferred: {release: hours, balance: {account: 880}, usual: {account: 260}}
                expenses: {balance: {account: 890}, usual: {account: 493}}
                rates:
                  - {currency: EUR, rate: 1.25}
                  - {currency: EUR, rate: 1.20, from: 2027-01-01}
                """);
        agency.scenario.mappings("""
                expenses:
                  contacts: create
                  receipts: ignored
                  account: "493"
                """);
        agency.scenario.xero().addCurrency("EUR");
        long umbrella = agency.project("Umbrella", "EUR");
        long plan = agency.project("Plan", "GBP");
        agency.scenario.agreement("umbrella.yaml", """
                client: Umbrella
                start: 2026-10-01
                review: {when: []}
                coding: [{taxType: NONE}]
                rules: [{name: Work, rates: [{hour: 90}], hourly: {}}]
                """);
        agency.scenario.agreement("plan.yaml", """
                client: Plan
                start: 2026-10-01
                review: {when: []}
                coding: [{taxType: NONE}]
                rules:
                  - name: Plan
                    retainer: {fee: 900, billed: in advance, included: {hours: 9}, unused: carried over, carryPeriods: 2}
                """);
        agency.scenario.bill(BillRequest.due());
        for (int i = 0; i < 6; i++) {
            YearMonth month = FIRST.plusMonths(i);
            worked(umbrella, agency.ann, month.atDay(6), "4", "90", "40");
            worked(plan, agency.ann, month.atDay(7), i % 2 == 0 ? "6" : "12", "0", "40");
            agency.scenario
                    .harvest()
                    .add(anExpense(plan, agency.category("Meals"), agency.ann)
                            .on(month.atDay(8))
                            .cost("45.50")
                            .notBillable()
                            .approved());
            clock.jumpTo(at(month.plusMonths(1).atDay(1)));
            agency.scenario.bill(BillRequest.due());
            clock.jumpTo(at(month.plusMonths(1).atDay(4)));
            closed(month);

            String end = month.atEndOfMonth().toString();
            BigDecimal rate = new BigDecimal(i < 3 ? "1.25" : "1.20");
            assertThat(agency.balance("630", end))
                    .isEqualByComparingTo(new BigDecimal("360").divide(rate, 2, RoundingMode.HALF_UP));
            // nine hours are granted a month; six are used, then twelve
            assertThat(agency.balance("880", end).negate()).isEqualByComparingTo(i % 2 == 0 ? "300.00" : "0.00");
            assertThat(agency.balance("890", end).negate()).isEqualByComparingTo("45.50");
            agency.scenario.once();
            assertThat(JournalScenario.of(agency.answer(month.toString(), false), JournalKind.EXPENSES)
                            .change()
                            .outcome())
                    .isEqualTo(Outcome.MADE);
            assertThat(agency.balance("890", end)).isEqualByComparingTo("0.00");
        }
        Journal last = JournalScenario.of(agency.answer("2027-03", true), JournalKind.DEFERRED);
        assertThat(last.tie().isTied()).isTrue();
        assertThat(agency.booked()).allMatch(line -> line.contains(" POSTED "));
    }
}
