package org.harvestxero.runtime;

import java.time.YearMonth;
import org.harvestxero.api.Profit;

/** Reads what work earned only while this process leads the connection; what is kept can be looked up anywhere. */
final class ExclusiveProfit implements Profit {
    private final Profit profit;
    private final LeaderGuard leader;

    ExclusiveProfit(Profit profit, LeaderGuard leader) {
        this.profit = profit;
        this.leader = leader;
    }

    @Override
    public Answer report(Request request, String who) {
        return request.reading() == Reading.NONE && !request.pay()
                ? profit.report(request, who)
                : leader.require(() -> profit.report(request, who));
    }

    @Override
    public byte[] page(YearMonth month) {
        return profit.page(month);
    }

    @Override
    public Sources sources(Request request, String who) {
        return request.pay() ? leader.require(() -> profit.sources(request, who)) : profit.sources(request, who);
    }
}
