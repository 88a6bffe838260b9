package org.harvestxero.wages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.harvestxero.api.Payroll.Change;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Period;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.api.Payroll.Unmatched;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.payroll.PayrollHindranceTable.Noted;

/** Keeps of a run who needs somebody's attention, and in the audit how many timesheets became what; nobody's hours. */
final class PayrollNotes {
    private final ConnectionStore store;

    PayrollNotes(ConnectionStore store) {
        this.store = store;
    }

    void keep(PayrollRun.Result result, String who) {
        Map<PayPeriod, List<Noted>> noted = new TreeMap<>();
        Map<PayPeriod, List<Outcome>> outcomes = new TreeMap<>();
        for (Period period : result.periods()) {
            List<Noted> people = noted.computeIfAbsent(period.period(), none -> new ArrayList<>());
            List<Outcome> became = outcomes.computeIfAbsent(period.period(), none -> new ArrayList<>());
            for (Sheet sheet : period.sheets()) {
                became.add(sheet.change().outcome());
                if (!sheet.isWhole()) {
                    people.add(noted(sheet));
                }
            }
        }
        if (!noted.isEmpty()) {
            result.unmatched().forEach(each -> noted.values().iterator().next().add(noted(each)));
        }
        store.inTransaction(() -> {
            noted.forEach(
                    (period, people) -> store.monthEnd().payroll().hindrances().put(period, people));
            outcomes.forEach((period, became) -> audit(period, became, who));
        });
    }

    private void audit(PayPeriod period, List<Outcome> became, String who) {
        String counts = became.stream()
                .filter(outcome -> outcome != Outcome.NOTHING)
                .collect(Collectors.groupingBy(Outcome::word, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        if (!counts.isEmpty()) {
            store.audit().add(who, null, null, "payroll-run", period + ": " + counts);
        }
    }

    private static Noted noted(Sheet sheet) {
        Change change = sheet.change();
        String message = change.message();
        return new Noted(
                sheet.person().id(),
                change.outcome().isSettled() ? "not-whole" : change.outcome().word(),
                message == null ? "Something of it is not approved, or can't be paid." : message,
                "harvest-xero payroll --dry-run");
    }

    private static Noted noted(Unmatched unmatched) {
        return new Noted(
                unmatched.person().id(),
                unmatched.hindrance().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                unmatched.hindrance().words(),
                unmatched.hindrance().remedy());
    }
}
