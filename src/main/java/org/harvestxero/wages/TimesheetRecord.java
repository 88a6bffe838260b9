package org.harvestxero.wages;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.harvestxero.payroll.LineChange;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.payroll.PayrollTables;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Kept;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Key;
import org.harvestxero.store.payroll.TimesheetState;
import org.harvestxero.xero.XeroTimesheet;
import org.jspecify.annotations.Nullable;

/** What is recorded of timesheets, brought up to what Xero shows. */
final class TimesheetRecord {
    private final ConnectionStore store;
    private final PayrollTables tables;
    private final PayrollSides sides;

    TimesheetRecord(ConnectionStore store, PayrollSides sides) {
        this.store = store;
        this.tables = store.monthEnd().payroll();
        this.sides = sides;
    }

    Optional<Kept> find(Key key) {
        return tables.timesheets().find(key);
    }

    Kept now(Kept kept) {
        return now(kept.whose().key());
    }

    Kept now(Key key) {
        return find(key).orElseThrow(() -> new IllegalStateException("A timesheet is recorded no more"));
    }

    void move(Kept kept, TimesheetState state, @Nullable String message) {
        store.inTransaction(() -> tables.timesheets().move(kept.id(), state, message));
    }

    /** As it is to be. */
    List<PayLine> wanted(Kept kept) {
        return tables.lines().wanted(kept.id());
    }

    /** As it last stood by our doing. */
    List<PayLine> standing(Kept kept) {
        return tables.lines().standing(kept.id());
    }

    /** It stands in Xero as this shows it, by our doing. @param message what a person should know; null for nothing */
    void stands(Kept kept, XeroTimesheet shown, @Nullable String message) {
        TimesheetState state = shown.isDraft() ? TimesheetState.MADE : TimesheetState.APPROVED;
        store.inTransaction(() -> {
            tables.lines().stand(kept.id(), shown.payLines());
            tables.timesheets().stands(kept.id(), state, shown.id(), shown.status(), message);
        });
    }

    /** What Xero has otherwise than it was to be; null for nothing. */
    @Nullable
    String difference(Kept kept, XeroTimesheet shown) {
        List<PayLine> wanted = wanted(kept);
        BigDecimal hours = PayLine.sum(wanted);
        BigDecimal counted = shown.hours();
        if (counted == null || counted.compareTo(hours) != 0) {
            return "Xero counts " + (counted == null ? "no" : counted.toPlainString()) + " hours, not "
                    + hours.toPlainString() + ": compare the lines there.";
        }
        return LineChange.same(shown.payLines(), wanted)
                ? null
                : "Xero's lines are not those that were sent: compare them there.";
    }

    /** With its lines; empty when Xero shows it no more. */
    Optional<XeroTimesheet> read(String id) {
        return XeroTimesheet.in(sides.read(XeroTimesheet.get(id)));
    }

    /** The one of this employee and period, with its lines; empty when Xero shows none. */
    Optional<XeroTimesheet> look(Key key) {
        return XeroTimesheet.listIn(sides.read(XeroTimesheet.list(key.employeeId(), key.period()))).stream()
                .filter(each -> key.period().equals(each.owner().period())
                        && key.employeeId().equalsIgnoreCase(each.owner().employeeId()))
                .findFirst()
                .flatMap(each -> read(each.id()));
    }
}
