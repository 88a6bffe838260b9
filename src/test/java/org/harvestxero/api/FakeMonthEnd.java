package org.harvestxero.api;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledWork;

/** Answers what a test says, and remembers what it was asked. */
public final class FakeMonthEnd implements MonthEnd {
    public final List<String> asked = new ArrayList<>();
    public volatile Answer answer =
            new Answer(YearMonth.of(2026, 10), List.of(), new CycleReport.Calls(0, 0), List.of());
    public volatile List<UnbilledPiece> unbilled = List.of();
    public volatile Optional<Explained> explained = Optional.empty();

    @Override
    public Answer run(Request request, String who) {
        asked.add(request.month() + (request.dryRun() ? " dry" : "") + (request.again() ? " again" : "") + " " + who);
        return answer;
    }

    @Override
    public UnbilledWork unbilled(LocalDate day) {
        asked.add("unbilled " + day);
        return new UnbilledWork(day, Currency.getInstance("GBP"), unbilled, List.of());
    }

    @Override
    public void payShown(YearMonth month, String who) {
        asked.add("pay shown " + month + " " + who);
    }

    @Override
    public Optional<Explained> explain(YearMonth month, JournalKind kind) {
        asked.add("explain " + month + " " + kind.word());
        return explained;
    }

    @Override
    public Optional<Explained> explainWithRates(YearMonth month, JournalKind kind, String who) {
        asked.add("explain " + month + " " + kind.word() + " with rates " + who);
        return explained;
    }
}
