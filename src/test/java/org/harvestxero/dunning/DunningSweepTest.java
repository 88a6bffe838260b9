package org.harvestxero.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A year of random invoices, payments, promises and plans, looked at several times a day. */
class DunningSweepTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final SendingHours HOURS = new SendingHours(
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            ZoneId.of("America/New_York"),
            WorkingDays.mondayToFriday(Holidays.none()));

    private static final class Invoice {
        Debt debt;
        final Set<String> done = new HashSet<>();
        LocalDate promised = LocalDate.MIN;
        boolean paid;

        Invoice(Debt debt) {
            this.debt = debt;
        }

        DebtCase asCase() {
            List<Hold> holds = promised.equals(LocalDate.MIN)
                    ? List.of()
                    : List.of(new Hold(Hold.Why.PROMISED, "promised", promised));
            return new DebtCase(debt, done, holds);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void neverTwoMailsADayNoStepTwiceNothingAfterPaid(long seed) {
        Random random = new Random(seed);
        List<Step> plan = plan(random);
        List<Invoice> invoices = new ArrayList<>();
        Set<LocalDate> mailed = new HashSet<>();
        Map<String, Integer> taken = new HashMap<>();
        for (int hour = 0; hour < 365 * 24; hour += 1 + random.nextInt(9)) {
            Instant now = FIRST.atStartOfDay(ZoneId.of("UTC")).plusHours(hour).toInstant();
            LocalDate today = now.atZone(ZoneId.of("Europe/London")).toLocalDate();
            live(random, invoices, today);
            LocalDate there = HOURS.day(now);
            List<DebtCase> cases = invoices.stream().map(Invoice::asCase).toList();
            if (HOURS.isOpen(now)) {
                ClientReminder.of(plan, cases, today, mailed.contains(there)).ifPresent(mail -> {
                    assertThat(mailed.add(there)).as("one mail on " + there).isTrue();
                    take(mail.asked(), invoices, taken, today);
                });
            }
            for (Invoice invoice : invoices) {
                StepFinder.Finding finding = StepFinder.find(plan, invoice.asCase(), today);
                finding.due().stream()
                        .filter(step -> step.deed() != Deed.REMIND_CLIENT)
                        .forEach(step -> take(Map.of(invoice.debt, step), invoices, taken, today));
                assertThat(finding.passed()).noneMatch(finding.due()::contains);
            }
        }
        assertThat(taken).isNotEmpty();
    }

    private static void take(Map<Debt, Step> asked, List<Invoice> invoices, Map<String, Integer> taken, LocalDate day) {
        asked.forEach((debt, step) -> {
            Invoice invoice = invoices.stream()
                    .filter(each -> each.debt.id().equals(debt.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(invoice.paid).as("paid").isFalse();
            assertThat(day).as("promised").isAfter(invoice.promised);
            assertThat(debt.daysPast(day)).isGreaterThanOrEqualTo(step.day());
            assertThat(debt.due()).isGreaterThanOrEqualTo(step.least());
            assertThat(taken.merge(debt.id() + " " + step.name(), 1, Integer::sum))
                    .isEqualTo(1);
            assertThat(invoice.done.add(step.name())).isTrue();
        });
    }

    /** Invoices are written, paid in part or whole, promised. */
    private static void live(Random random, List<Invoice> invoices, LocalDate today) {
        if (invoices.size() < 60 && random.nextInt(20) == 0) {
            LocalDate due = today.plusDays(random.nextInt(60) - 20);
            invoices.add(new Invoice(new Debt(
                    "i" + invoices.size(),
                    "N" + invoices.size(),
                    new Debt.Debtor(1L, "c", "Acme"),
                    new Debt.Dates(today, due),
                    new Debt.Amounts("EUR", new BigDecimal("100"), new BigDecimal("100")))));
        }
        if (!invoices.isEmpty() && random.nextInt(40) == 0) {
            Invoice one = invoices.get(random.nextInt(invoices.size()));
            one.debt = one.debt.owing(random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal("40"));
            one.paid = one.debt.isPaid();
        }
        if (!invoices.isEmpty() && random.nextInt(60) == 0) {
            invoices.get(random.nextInt(invoices.size())).promised = today.plusDays(random.nextInt(30));
        }
    }

    private static List<Step> plan(Random random) {
        List<Step> plan = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
            boolean xero = deed == Deed.REMIND_CLIENT && random.nextInt(3) == 0;
            plan.add(new Step(
                    "step " + i, random.nextInt(70) - 5, deed, new BigDecimal(random.nextInt(60)), xero, "words"));
        }
        plan.add(new Step("sure", 1, Deed.REMIND_CLIENT, BigDecimal.ZERO, false, "words"));
        return plan;
    }
}
