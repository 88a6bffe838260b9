package org.harvestxero.profitability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harvestxero.commands.Stop;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestWorkEntryReader;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitMonthTable.ReadMonth;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.xero.XeroSalesView;
import org.jspecify.annotations.Nullable;

/**
 * Finds the months that have to be read, and reads them. Read again are the month that runs and the one before; those in which
 * Harvest or Xero shows anything changed since they were looked at; and those whose hours are no longer what Harvest's report says, since
 * a deleted entry shows in no list.
 */
final class ProfitUpkeep {
    static final String WATERMARK = "profit";
    /** Harvest does not say whether the moment itself counts. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    /** After so long a time a list of what changed is longer than the months themselves. */
    private static final Duration LONGEST = Duration.ofDays(40);

    private final ConnectionStore store;
    private final JournalSides sides;
    private final Clock clock;
    private final @Nullable AgreedPrices prices;

    /** @param prices null where what accrues is not reckoned */
    ProfitUpkeep(ConnectionStore store, JournalSides sides, Clock clock, @Nullable AgreedPrices prices) {
        this.store = store;
        this.sides = sides;
        this.clock = clock;
        this.prices = prices;
    }

    /**
     * Reads what has to be read of these months, both included.
     *
     * @param again whether all of them are
     * @return what a person should know
     */
    List<String> keep(YearMonth from, YearMonth to, boolean again, WorkReader.Calendar calendar) {
        Instant begun = clock.instant();
        forgetChanged(begun);
        forgetFees(from, to);
        String currency = sides.settings().organisation().baseCurrency();
        Map<YearMonth, ReadMonth> kept = kept();
        YearMonth recent = YearMonth.from(calendar.today()).minusMonths(1);
        Set<YearMonth> due = new TreeSet<>();
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            ReadMonth read = kept.get(month);
            if (again || read == null || !read.currency().equals(currency) || !month.isBefore(recent)) {
                due.add(month);
            }
        }
        MonthReader reader = new MonthReader(store, sides, calendar, currency);
        read(due, reader);
        store.watermarks().move(WATERMARK, begun.toString());
        ReportedHours hours = new ReportedHours(sides);
        Set<YearMonth> differing = hours.differing(from, to, kept(), calendar.today());
        differing.removeAll(due);
        read(differing, reader);
        read(following(due, differing, again ? Set.of() : kept.keySet()), reader);
        List<String> notes = new ArrayList<>(
                differing.isEmpty()
                        ? hours.notes()
                        : new ReportedHours(sides).notesOf(from, to, kept(), calendar.today()));
        TreeSet<YearMonth> anew = new TreeSet<>(due);
        anew.addAll(differing);
        notes.addAll(accrued(from, to, anew, calendar.today()));
        return notes;
    }

    /**
     * The months after those whose work was not known, where they hold invoices made in Harvest: those are mostly dated in the month after
     * their work, and were split by what was known of it. No month is read because of one of these.
     *
     * @param due that were read first @param differing that were read then @param known those of due whose work was known
     */
    private Set<YearMonth> following(Set<YearMonth> due, Set<YearMonth> differing, Set<YearMonth> known) {
        Set<YearMonth> following = new TreeSet<>();
        due.stream()
                .filter(month -> !known.contains(month))
                .map(month -> month.plusMonths(1))
                .filter(month -> !due.contains(month))
                .forEach(following::add);
        differing.forEach(month -> following.add(month.plusMonths(1)));
        following.removeAll(differing);
        following.retainAll(kept().keySet());
        following.removeIf(month -> store.monthEnd().profit().invoices().of(month).stream()
                .noneMatch(invoice -> invoice.split().startsWith(InvoiceOrigins.COPIED)));
        return following;
    }

    private List<String> accrued(YearMonth from, YearMonth to, TreeSet<YearMonth> anew, LocalDate today) {
        if (prices == null) {
            store.inTransaction(() -> store.monthEnd()
                    .profit()
                    .accrued()
                    .forget(store.monthEnd().profit().accrued().months()));
            return List.of();
        }
        return new AccruedReader(store, prices).keep(from, to, anew, today);
    }

    private static void read(Collection<YearMonth> months, MonthReader reader) {
        for (YearMonth month : months) {
            Stop.ofThisThread().check();
            reader.read(month);
        }
    }

    private Map<YearMonth, ReadMonth> kept() {
        return store.monthEnd().profit().months().all();
    }

    private void forgetChanged(Instant now) {
        Optional<Instant> since = store.watermarks().find(WATERMARK).map(Instant::parse);
        if (since.isEmpty()) {
            return;
        }
        Collection<YearMonth> changed = since.get().isBefore(now.minus(LONGEST))
                ? kept().keySet()
                : changed(since.get().minus(OVERLAP));
        store.inTransaction(() -> {
            changed.forEach(store.monthEnd().profit().months()::forget);
            store.monthEnd().profit().accrued().forget(after(changed));
        });
    }

    /** Invoices whose fee could not be split over its work when they were read, and may be now; those of other months wait until these are read. */
    private void forgetFees(YearMonth from, YearMonth to) {
        store.inTransaction(() -> Stream.of(CoveredWork.NOT_YET, CoveredWork.HELD_BACK)
                .flatMap(words -> store.monthEnd().profit().invoices().saying(words).stream())
                .filter(month -> !month.isBefore(from) && !month.isAfter(to))
                .forEach(store.monthEnd().profit().months()::forget));
    }

    /** The months whose balances stand on work or invoices of these. */
    private List<YearMonth> after(Collection<YearMonth> changed) {
        return changed.stream()
                .min(YearMonth::compareTo)
                .map(first -> store.monthEnd().profit().accrued().months().stream()
                        .filter(month -> !month.isBefore(first))
                        .toList())
                .orElse(List.of());
    }

    private Set<YearMonth> changed(Instant since) {
        Set<YearMonth> months = new TreeSet<>();
        for (String list : List.of("/time_entries", "/expenses")) {
            for (HarvestElement element : sides.harvest(HarvestWorkEntryReader.changed(list, since))) {
                String day = HarvestExpenseReader.dayOf(element);
                if (day.length() >= 10) {
                    months.add(YearMonth.from(LocalDate.parse(day.substring(0, 10))));
                }
            }
        }
        Collection<XeroSalesView> shown = new SalesLists(sides).changedSince(since);
        List<String> ids = new ArrayList<>();
        for (XeroSalesView each : shown) {
            ids.add(each.identity().id());
            LocalDate date = each.date();
            if (date != null) {
                months.add(YearMonth.from(date));
            }
        }
        months.addAll(store.monthEnd().profit().invoices().months(ids).values());
        return months;
    }
}
