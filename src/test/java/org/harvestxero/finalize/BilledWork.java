package org.harvestxero.finalize;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Layout;

/** Bills March 2026 of one client, monthly in US dollars, one line per project and task. */
public final class BilledWork {
    private BilledWork() {}

    public static Draft draft(TimeEntry... entries) {
        return draft(Layout.plain(), entries);
    }

    static Draft draft(Layout layout, TimeEntry... entries) {
        BillingCalendar calendar = new BillingCalendar(
                Cycle.monthly(),
                new Term(LocalDate.parse("2026-01-01"), null),
                new BillingCalendar.Dates(
                        Close.onTheFirst(),
                        DateRule.net(0),
                        DateRule.net(30),
                        WorkingDays.mondayToFriday(Holidays.none()),
                        ZoneId.of("America/New_York")),
                Proration.ACTUAL,
                false);
        Agreement agreement = Agreement.plain("Acme", "v1", calendar).with(layout);
        return new BillingEngine()
                .bill(new BillingRequest(
                        agreement,
                        calendar.containing(LocalDate.parse("2026-03-15")).orElseThrow(),
                        new Named(5, "Acme"),
                        Currency.getInstance("USD"),
                        List.of(entries),
                        List.of(),
                        BillingRequest.Known.nothing()))
                .drafts()
                .get(0);
    }
}
