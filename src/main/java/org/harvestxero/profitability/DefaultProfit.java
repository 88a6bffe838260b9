package org.harvestxero.profitability;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.http.CallException;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Tally;
import org.harvestxero.profit.View;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.worth.AgreedPrices;
import org.jspecify.annotations.Nullable;

/** Answers from the months that are kept, after those that changed were read; one reading at a time. */
public final class DefaultProfit implements Profit {
    private final ConnectionStore store;
    private final ProfitUpkeep upkeep;
    private final KeptMonths kept;
    private final Calendar calendar;
    private final CycleTroubles troubles;
    private final Supplier<CallBudget> budget;
    private final Supplier<String> organisation;
    private final Semaphore reading = new Semaphore(1, true);

    /**
     * @param budget begins to count calls
     * @param organisation our own name, as Xero has it
     * @param prices null where what accrues is not reckoned
     */
    public DefaultProfit(
            ConnectionStore store,
            ProducerTemplate routes,
            Calendar calendar,
            CycleTroubles troubles,
            Supplier<CallBudget> budget,
            Supplier<String> organisation,
            @Nullable AgreedPrices prices) {
        this.store = store;
        this.upkeep = new ProfitUpkeep(store, new JournalSides(routes), calendar.clock(), prices);
        this.kept = new KeptMonths(store, calendar::today);
        this.calendar = calendar;
        this.troubles = troubles;
        this.budget = budget;
        this.organisation = organisation;
    }

    /**
     * @param zone in which months end
     * @param days on which people work
     */
    public record Calendar(Clock clock, Supplier<ZoneId> zone, Supplier<WorkingDays> days) {
        public LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), zone.get());
        }
    }

    @Override
    public Answer report(Request request, String who) {
        check(request.span());
        CallBudget calls = budget.get();
        List<Trouble> met = new ArrayList<>();
        List<String> notes = new ArrayList<>(read(request, met));
        audit(request, who);
        Tally tally = new Tally(request.by());
        Set<Long> projects = new HashSet<>();
        KeptMonths.Told told = kept.each(request, fact -> {
            tally.add(fact.fact());
            projects.add(fact.fact().subject().project().id());
        });
        told.waiting().facts().forEach(tally::add);
        notes.addAll(told.notes());
        return new Answer(
                new Report(
                        request.by(),
                        new Report.Months(request.span().from(), request.span().to()),
                        told.currency(),
                        isHidden(projects, request) ? tally.sums(false).hidden() : tally.sums(request.pay()),
                        told.waiting().sources().asOf(),
                        notes),
                calls.soFar(),
                met);
    }

    /** Whether the projects, wanted alone, hold one that shows no cost among all: it would tell what another one hides. */
    private boolean isHidden(Set<Long> projects, Request request) {
        if (request.project() == null || request.pay()) {
            return false;
        }
        Tally all = new Tally(View.PROJECT);
        kept.each(new Request(request.span(), View.PROJECT, null, Reading.NONE, false), each -> all.add(each.fact()));
        return all.sums(false).rows().stream()
                .anyMatch(
                        row -> !row.payShown() && projects.contains(row.group().id()));
    }

    @Override
    public Sources sources(Request request, String who) {
        check(request.span());
        audit(request, who);
        return kept.sources(request);
    }

    @Override
    public byte[] page(YearMonth month) {
        return OwnerPage.of(this, organisation.get(), month).pdf();
    }

    private void check(Span span) {
        if (span.from().isAfter(span.to())) {
            throw new DecisionException(span.from() + " is after " + span.to() + ": give the earlier month first.");
        }
        if (span.from().plusMonths(MOST_MONTHS).compareTo(span.to()) <= 0) {
            throw new DecisionException("A report spans at most " + MOST_MONTHS + " months: give a later --from.");
        }
        YearMonth now = YearMonth.from(calendar.today());
        if (span.to().isAfter(now)) {
            throw new DecisionException(span.to() + " has not begun: the last month there is is " + now + ".");
        }
    }

    /** What each person costs is seen by those who may, and that they saw it is kept. */
    private void audit(Request request, String who) {
        if (request.pay()) {
            store.decide(() -> store.audit()
                    .add(
                            who,
                            null,
                            null,
                            "pay-shown",
                            "profit by " + request.by().word() + ", "
                                    + request.span().from() + " to "
                                    + request.span().to()));
        }
    }

    private List<String> read(Request request, List<Trouble> met) {
        if (request.reading() == Reading.NONE) {
            return List.of();
        }
        try {
            Stop.ofThisThread().acquire(reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a reading under way", e);
        }
        try {
            return upkeep.keep(
                    request.span().from(),
                    request.span().to(),
                    request.reading() == Reading.ALL,
                    new WorkReader.Calendar(calendar.days().get(), calendar.today()));
        } catch (CallException | StoppedException | CamelExecutionException e) {
            met.add(troubles.note("profit", e));
            return List.of();
        } finally {
            reading.release();
        }
    }
}
