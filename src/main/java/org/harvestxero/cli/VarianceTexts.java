package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.DraftInsights.Past;
import org.harvestxero.api.DraftInsights.Trend;
import org.harvestxero.api.DraftInsights.Variance;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.billing.variance.Cause;

/** What a draft's period comes to beside those before, and why. */
final class VarianceTexts {
    private final DraftInsights insights;
    private final Item item;

    VarianceTexts(DraftInsights insights, Item item) {
        this.insights = insights;
        this.item = item;
    }

    /** Nothing where no period was released before. */
    void into(Table head) {
        Trend trend = insights.trend(item.id());
        List<Past> past = trend.past();
        if (past.isEmpty()) {
            return;
        }
        head.row(
                "periods before",
                past.stream()
                        .map(each -> each.period() + " " + TextOutput.amount(each.total(), item.currency()))
                        .collect(Collectors.joining(", ")));
        Past previous = past.get(past.size() - 1);
        head.row(
                "difference",
                signed(trend.now().subtract(previous.total()))
                        + trend.percent()
                                .map(percent ->
                                        " (" + (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %)")
                                .orElse("")
                        + " to " + previous.period());
        Variance variance = insights.variance(item.id());
        for (Cause cause : variance.causes()) {
            head.row(
                    "  by " + cause.kind().name().toLowerCase(Locale.ROOT),
                    signed(cause.amount().amount()) + ": " + cause.words());
        }
        if (variance.leftOut().signum() != 0 || variance.leftOutBefore().signum() != 0) {
            head.row(
                    "  held back",
                    "worth " + TextOutput.amount(variance.leftOut(), item.currency()) + ", "
                            + TextOutput.amount(variance.leftOutBefore(), item.currency()) + " before");
        }
    }

    private String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + TextOutput.amount(amount, item.currency()) + " " + item.currency();
    }
}
