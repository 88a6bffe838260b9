package org.harvestxero.api;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Tally;

/** Answers what a test says, and remembers what it was asked. */
public final class FakeProfit implements Profit {
    public final List<Request> asked = new ArrayList<>();
    public volatile List<Fact> facts = List.of();
    public volatile Report.AsOf asOf = Report.AsOf.UNKNOWN;
    public volatile Sources sources = new Sources("GBP", List.of(), List.of());

    @Override
    public Answer report(Request request, String who) {
        asked.add(request);
        Tally tally = new Tally(request.by());
        facts.forEach(tally::add);
        return new Answer(
                new Report(
                        request.by(),
                        new Report.Months(request.span().from(), request.span().to()),
                        "GBP",
                        tally.sums(request.pay()),
                        asOf,
                        List.of()),
                new CycleReport.Calls(0, 0),
                List.of());
    }

    @Override
    public byte[] page(YearMonth month) {
        return new byte[] {1};
    }

    @Override
    public Sources sources(Request request, String who) {
        asked.add(request);
        return sources;
    }
}
