package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.WantedPeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingRunTable;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the periods of one agreement to bill: those that are due, or those a person named.
 */
final class PeriodSelection {
    private static final int MOST_NAMED = 6;

    private final ConnectionStore store;
    private final @Nullable LocalDate since;
    private final Clock clock;

    PeriodSelection(ConnectionStore store, @Nullable LocalDate since, Clock clock) {
        this.store = store;
        this.since = since;
        this.clock = clock;
    }

    List<DuePeriod> periods(
            Named client,
            Agreement agreement,
            Set<BillingRunTable.Billed> billed,
            BillRun round,
            DueFindings findings) {
        String words = round.request().period();
        return words == null
                ? due(client, agreement, billed, findings)
                : wanted(client, agreement, words, round, findings);
    }

    /** What is due; what is not is told, so that no agreement is passed over in silence. */
    List<DuePeriod> due(Named client, Agreement agreement, Set<BillingRunTable.Billed> billed, DueFindings findings) {
        Instant now = clock.instant();
        List<DuePeriod> open = agreement
                .calendar()
                .due(now, period -> billed.contains(new BillingRunTable.Billed(client.id(), period.label())));
        List<DuePeriod> left = open.stream().filter(this::isBefore).toList();
        List<DuePeriod> due =
                open.stream().filter(period -> !left.contains(period)).toList();
        leftToOthers(client, left).ifPresent(findings::leftToOthers);
        if (due.isEmpty()) {
            Optional<DuePeriod> next = agreement
                    .calendar()
                    .firstNot(period -> !period.billableFrom().isAfter(now));
            next.ifPresentOrElse(
                    period -> findings.dueFrom(period.billableFrom(), ClientBillJob.named(client, period)),
                    () -> findings.ended("Nothing is due for " + client.name() + " any more: its agreement ended on "
                            + agreement.calendar().term().end() + "."));
        }
        return due;
    }

    private Optional<String> leftToOthers(Named client, List<DuePeriod> left) {
        if (left.isEmpty()) {
            return Optional.empty();
        }
        List<String> what = new ArrayList<>();
        left.stream()
                .filter(DuePeriod::isOpening)
                .forEach(opening -> what.add("the first fee in advance (" + opening.label() + ")"));
        List<DuePeriod> regular =
                left.stream().filter(period -> !period.isOpening()).toList();
        if (!regular.isEmpty()) {
            String first = regular.get(0).label();
            String last = regular.get(regular.size() - 1).label();
            what.add(regular.size() == 1 ? first : regular.size() + " periods, " + first + " to " + last);
        }
        return Optional.of("Left to whoever billed before bill.since (" + since + "): " + client.name() + ", "
                + String.join(", ", what) + ". Bill one all the same with --period.");
    }

    private List<DuePeriod> wanted(
            Named client, Agreement agreement, String words, BillRun round, DueFindings findings) {
        Instant now = clock.instant();
        BillingCalendar calendar = agreement.calendar();
        WantedPeriod wanted =
                WantedPeriod.parse(words, now.atZone(calendar.dates().zone()).toLocalDate());
        List<DuePeriod> named = calendar.wanted(wanted, now);
        if (named.isEmpty()) {
            if (round.request().client() != null) {
                findings.refuse(new BillReport.Refused(
                        client.name() + ", " + words,
                        "The agreement of " + client.name() + " has no period \"" + words + "\".",
                        instead(calendar, wanted, now)));
            }
            return List.of();
        }
        if (round.request().manner() != BillRequest.Manner.FOR_REAL) {
            return named;
        }
        List<DuePeriod> closed = new ArrayList<>();
        for (DuePeriod period : named) {
            if (!period.billableFrom().isAfter(now)) {
                closed.add(period);
                continue;
            }
            findings.refuse(new BillReport.Refused(
                    ClientBillJob.named(client, period),
                    "The period is still open: it can be billed from " + period.billableFrom() + ".",
                    "Look at it so far with --dry-run."));
        }
        return closed;
    }

    /** What a person may have meant who named no period of this agreement. */
    private static String instead(BillingCalendar calendar, WantedPeriod wanted, Instant now) {
        List<String> touching = wanted instanceof WantedPeriod.Days days
                ? calendar.touching(days.days()).stream()
                        .map(DuePeriod::label)
                        .limit(MOST_NAMED)
                        .toList()
                : List.of();
        return touching.isEmpty()
                ? "Its current period is " + current(calendar, now) + "; name one like it."
                : "Its periods then are " + String.join(", ", touching) + "; name one of them.";
    }

    private static String current(BillingCalendar calendar, Instant now) {
        LocalDate today = now.atZone(calendar.dates().zone()).toLocalDate();
        return calendar.containing(today).map(DuePeriod::label).orElse("over");
    }

    boolean isBefore(DuePeriod period) {
        return since != null && period.issueDate().isBefore(since);
    }

    /** The first day of work that is billed here at all: of the first period not left to others, or that was billed here. */
    LocalDate floor(Named client, Agreement agreement, List<DuePeriod> periods) {
        LocalDate asked = periods.get(0).covered().start();
        LocalDate floor = agreement
                .calendar()
                .firstNot(period -> isBefore(period) || period.isOpening())
                .map(period -> period.covered().start())
                .filter(start -> start.isBefore(asked))
                .orElse(asked);
        LocalDate billed = PeriodRuns.of(store, client.id())
                .map(run -> run.run().start())
                .min(LocalDate::compareTo)
                .orElse(floor);
        LocalDate start = agreement.calendar().term().start();
        LocalDate earliest = billed.isBefore(floor) ? billed : floor;
        return earliest.isBefore(start) ? start : earliest;
    }
}
