package org.harvestxero.runtime;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.worth.UnbilledWork;

/** Makes journals only while this process leads the connection; what they were made of can be looked up anywhere. */
final class ExclusiveMonthEnd implements MonthEnd {
    private final MonthEnd monthEnd;
    private final LeaderGuard leader;

    ExclusiveMonthEnd(MonthEnd monthEnd, LeaderGuard leader) {
        this.monthEnd = monthEnd;
        this.leader = leader;
    }

    @Override
    public Answer run(Request request, String who) {
        return leader.require(() -> monthEnd.run(request, who));
    }

    @Override
    public UnbilledWork unbilled(LocalDate day) {
        return monthEnd.unbilled(day);
    }

    @Override
    public void payShown(YearMonth month, String who) {
        monthEnd.payShown(month, who);
    }

    @Override
    public Optional<Explained> explain(YearMonth month, JournalKind kind) {
        return monthEnd.explain(month, kind);
    }

    @Override
    public Optional<Explained> explainWithRates(YearMonth month, JournalKind kind, String who) {
        return monthEnd.explainWithRates(month, kind, who);
    }
}
