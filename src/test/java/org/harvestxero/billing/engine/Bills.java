package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.terms.Agreement;
import org.jspecify.annotations.Nullable;

/** Runs bills in tests: one client, monthly, in US dollars. */
final class Bills {
    static final Currency USD = Currency.getInstance("USD");
    static final LocalDate MARCH = LocalDate.of(2026, 3, 15);
    static final LocalDate APRIL = LocalDate.of(2026, 4, 15);
    static final LocalDate MAY = LocalDate.of(2026, 5, 15);

    private Bills() {}

    static Agreement plain() {
        return Agreement.plain("Acme", "v1", calendar("2026-01-01", null, Proration.ACTUAL, false));
    }

    static Agreement inAdvance() {
        return Agreement.plain("Acme", "v1", calendar("2026-01-01", null, Proration.ACTUAL, true));
    }

    static BillingCalendar calendar(String start, @Nullable String end, Proration proration, boolean inAdvance) {
        return new BillingCalendar(
                Cycle.monthly(),
                new Term(LocalDate.parse(start), end == null ? null : LocalDate.parse(end)),
                new BillingCalendar.Dates(
                        Close.onTheFirst(),
                        DateRule.net(0),
                        DateRule.net(30),
                        WorkingDays.mondayToFriday(Holidays.none()),
                        ZoneId.of("America/New_York")),
                proration,
                inAdvance);
    }

    static BillingResult bill(Agreement agreement, LocalDate day, TimeEntry... entries) {
        return bill(agreement, day, BillingRequest.Known.nothing(), List.of(entries), List.of());
    }

    static BillingResult bill(Agreement agreement, LocalDate day, Expense... expenses) {
        return bill(agreement, day, BillingRequest.Known.nothing(), List.of(), List.of(expenses));
    }

    static BillingResult bill(Agreement agreement, LocalDate day, BillingRequest.Known known, TimeEntry... entries) {
        return bill(agreement, day, known, List.of(entries), List.of());
    }

    static BillingResult bill(
            Agreement agreement,
            LocalDate day,
            BillingRequest.Known known,
            List<TimeEntry> entries,
            List<Expense> expenses) {
        DuePeriod period = agreement.calendar().containing(day).orElseThrow();
        return bill(agreement, period, known, entries, expenses);
    }

    static BillingResult bill(
            Agreement agreement,
            DuePeriod period,
            BillingRequest.Known known,
            List<TimeEntry> entries,
            List<Expense> expenses) {
        return bill(agreement, period, USD, known, entries, expenses);
    }

    static BillingResult bill(
            Agreement agreement,
            DuePeriod period,
            Currency currency,
            BillingRequest.Known known,
            List<TimeEntry> entries,
            List<Expense> expenses) {
        return new BillingEngine()
                .bill(new BillingRequest(agreement, period, new Named(5, "Acme"), currency, entries, expenses, known));
    }

    static Draft onlyDraft(BillingResult result) {
        if (result.drafts().size() != 1) {
            throw new AssertionError("Expected one draft, not " + result.drafts());
        }
        return result.drafts().get(0);
    }

    static DraftLine onlyLine(BillingResult result) {
        List<DraftLine> lines = onlyDraft(result).lines();
        if (lines.size() != 1) {
            throw new AssertionError("Expected one line, not " + lines);
        }
        return lines.get(0);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
