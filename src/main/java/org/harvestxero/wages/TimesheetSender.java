package org.harvestxero.wages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.harvestxero.http.CallException;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.RequestNotSentException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.payroll.LineChange;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.payroll.PayrollTables;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Kept;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Whose;
import org.harvestxero.store.payroll.TimesheetState;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroTimesheet;
import org.jspecify.annotations.Nullable;

/**
 * Has Xero make, change or approve a timesheet. It is recorded before Xero is asked, and what became of it after; whoever calls this has
 * just looked what stands in Xero. What certainly never left is thrown, once that is recorded.
 */
final class TimesheetSender {
    /** After so long an answer that was lost will not take effect any more, and its idempotency key is forgotten. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final PayrollTables tables;
    private final PayrollSides sides;
    private final TimesheetRecord record;
    private final Clock clock;

    TimesheetSender(ConnectionStore store, PayrollSides sides, TimesheetRecord record, Clock clock) {
        this.store = store;
        this.tables = store.monthEnd().payroll();
        this.sides = sides;
        this.record = record;
        this.clock = clock;
    }

    /**
     * What became of a request.
     *
     * @param answer null when it was refused, or lost
     * @param refusal why it was refused; null when it was not
     * @param words of what was refused or lost; null for none
     */
    private record Asked(
            @Nullable XeroResponse answer,
            @Nullable RequestRefusedException refusal,
            @Nullable String words) {
        boolean lost() {
            return answer == null && refusal == null;
        }

        /** Whether it was carried out, or what it was to take away was gone already. */
        boolean isDone() {
            return answer != null || (refusal != null && refusal.status() == NOT_FOUND);
        }
    }

    /** Whether what Xero was asked last may take effect still. */
    boolean mayTakeEffect(Kept kept) {
        Instant asked = kept.progress().askedAt();
        return asked != null && clock.instant().isBefore(asked.plus(PATIENCE));
    }

    /**
     * Has it made.
     *
     * @param known as it is recorded; null when it is not yet
     * @return as it is recorded then
     */
    Kept create(Whose whose, @Nullable Kept known, List<PayLine> lines, String who) {
        String key = UUID.randomUUID().toString();
        boolean[] claimed = new boolean[1];
        store.decide(() -> {
            Kept planned = known == null ? tables.timesheets().add(whose, PayLine.sum(lines), key, who) : known;
            tables.lines().want(planned.id(), lines);
            tables.lines().stand(planned.id(), List.of());
            claimed[0] = claim(planned, TimesheetState.SENDING, key, lines);
        });
        Kept kept = record.now(whose.key());
        if (claimed[0]) {
            XeroTimesheet.Owner owner = new XeroTimesheet.Owner(
                    whose.key().employeeId(), whose.calendarId(), whose.key().period());
            String content = XeroTimesheet.content(owner, whose.key().period(), lines);
            created(kept, ask(kept, TimesheetState.PLANNED, XeroTimesheet.create(content, key)));
        }
        return record.now(kept);
    }

    private boolean claim(Kept kept, TimesheetState to, String key, List<PayLine> lines) {
        return tables.timesheets().claim(kept.id(), kept.state(), to, key, PayLine.sum(lines));
    }

    private void created(Kept kept, Asked asked) {
        XeroResponse answer = asked.answer();
        if (asked.refusal() != null) {
            record.move(kept, TimesheetState.FAILED, asked.words());
            return;
        }
        if (asked.lost()) {
            record.move(kept, TimesheetState.SENDING, asked.words());
        }
        Optional<XeroTimesheet> made = answer == null ? Optional.empty() : XeroTimesheet.in(answer);
        made.or(() -> record.look(kept.whose().key()))
                .filter(shown -> answer != null || LineChange.same(shown.payLines(), record.wanted(kept)))
                .ifPresent(shown -> record.stands(kept, shown, record.difference(kept, shown)));
    }

    /** Replaces the lines. Call it only while they stand as we left them. */
    Kept change(Kept kept, XeroTimesheet shown, List<PayLine> lines) {
        String key = UUID.randomUUID().toString();
        boolean[] claimed = new boolean[1];
        store.decide(() -> {
            tables.lines().want(kept.id(), lines);
            // what an earlier change left on its way is where this one begins
            tables.lines().stand(kept.id(), shown.payLines());
            claimed[0] = claim(kept, TimesheetState.CHANGING, key, lines);
        });
        if (claimed[0]) {
            changed(kept, shown.id(), steps(kept, shown, lines, key));
        }
        return record.now(kept);
    }

    /** The last one is that which was not taken, if any was not; null when there was nothing to do. */
    private @Nullable Asked steps(Kept kept, XeroTimesheet shown, List<PayLine> lines, String key) {
        Asked asked = null;
        int step = 0;
        for (LineChange change : LineChange.between(shown.lines(), lines)) {
            step++;
            asked = ask(kept, TimesheetState.CHANGING, XeroTimesheet.change(shown.id(), change, key + "-" + step));
            if (!asked.isDone()) {
                return asked;
            }
        }
        return asked;
    }

    /** What is certain is recorded as it stands; after an answer that was lost only when all of it took effect. */
    private void changed(Kept kept, String id, @Nullable Asked last) {
        if (last != null && last.lost()) {
            record.move(kept, TimesheetState.CHANGING, last.words());
            record.read(id)
                    .filter(shown -> LineChange.same(shown.payLines(), record.wanted(kept)))
                    .ifPresent(shown -> record.stands(kept, shown, record.difference(kept, shown)));
            return;
        }
        record.read(id)
                .ifPresent(shown -> record.stands(
                        kept,
                        shown,
                        last == null || last.isDone()
                                ? record.difference(kept, shown)
                                : "Xero refused a change of its lines: " + last.words()));
    }

    /** Has it approved. */
    Kept approve(Kept kept, String id) {
        String key = UUID.randomUUID().toString();
        boolean[] claimed = new boolean[1];
        store.decide(() -> claimed[0] =
                tables.timesheets().claim(kept.id(), kept.state(), TimesheetState.APPROVING, key, kept.hours()));
        if (claimed[0]) {
            Asked asked = ask(kept, TimesheetState.MADE, XeroTimesheet.approve(id, key));
            if (asked.lost()) {
                record.move(kept, TimesheetState.APPROVING, asked.words());
            }
            record.read(id)
                    .filter(shown -> !asked.lost() || !shown.isDraft())
                    .ifPresent(shown -> record.stands(
                            kept, shown, shown.isDraft() ? "Xero did not approve it: " + asked.words() : null));
        }
        return record.now(kept);
    }

    /** @param unsent the state it is in when the request certainly did nothing and the run ends */
    private Asked ask(Kept kept, TimesheetState unsent, XeroRequest request) {
        try {
            return new Asked(sides.write(request), null, null);
        } catch (RequestNotSentException e) {
            throw ended(kept, unsent, e);
        } catch (RequestRefusedException e) {
            if (PayrollAccess.isClosed(e)) {
                throw ended(kept, unsent, e);
            }
            return new Asked(null, e, e.words());
        } catch (OutcomeUnknownException e) {
            if (e.neverSent()) {
                throw ended(kept, unsent, e);
            }
            return new Asked(null, null, String.valueOf(e.getMessage()));
        }
    }

    private CallException ended(Kept kept, TimesheetState unsent, CallException failure) {
        record.move(kept, unsent, String.valueOf(failure.getMessage()));
        return failure;
    }
}
