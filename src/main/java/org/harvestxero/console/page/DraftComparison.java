package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.DraftInsights.Past;
import org.harvestxero.api.DraftInsights.Trend;
import org.harvestxero.api.DraftInsights.Variance;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.billing.variance.Cause;

/** Shows a draft's period beside those before, and why it differs. */
final class DraftComparison {
    private final DraftInsights insights;

    DraftComparison(DraftInsights insights) {
        this.insights = insights;
    }

    DraftView.Compared view(Item item, ReaderFormat format) {
        Trend trend = insights.trend(item.id());
        Variance variance = insights.variance(item.id());
        return new DraftView.Compared(
                headline(trend, item.currency(), format),
                Sparkline.of(trend, item.currency(), format),
                periods(trend, item.currency(), format),
                variance.causes().stream()
                        .map(cause -> new DraftView.Cause(
                                name(cause.kind()),
                                Deviation.money(cause.amount().amount(), item.currency(), format),
                                DraftPage.inOrder(cause.words())))
                        .toList(),
                leftOut(variance, item.currency(), format));
    }

    private static String headline(Trend trend, String currency, ReaderFormat format) {
        return trend.previous()
                .map(before -> {
                    BigDecimal difference = trend.now().subtract(before.total());
                    return difference.signum() == 0
                            ? "The same as " + before.period() + "."
                            : Deviation.both(difference, before.total(), currency, format) + " against "
                                    + before.period() + ".";
                })
                .orElse("");
    }

    /** The latest first, as one reads down. */
    private static List<DraftView.Sum> periods(Trend trend, String currency, ReaderFormat format) {
        List<DraftView.Sum> periods = new ArrayList<>();
        for (Past past : trend.past()) {
            periods.add(new DraftView.Sum(past.period(), format.money(past.total(), currency)));
        }
        Collections.reverse(periods);
        return periods;
    }

    private static String leftOut(Variance variance, String currency, ReaderFormat format) {
        if (variance.leftOut().signum() == 0 && variance.leftOutBefore().signum() == 0) {
            return "";
        }
        return "Held back: work worth " + format.money(variance.leftOut(), currency) + "; "
                + format.money(variance.leftOutBefore(), currency) + " in the period before.";
    }

    private static String name(Cause.Kind kind) {
        return switch (kind) {
            case HOURS -> "Hours";
            case RATES -> "Rates";
            case FEES -> "Fees";
            case EXPENSES -> "Expenses";
            case REDUCTIONS -> "Discounts and write-downs";
            case CORRECTIONS -> "Corrections and credits";
            case ADDED -> "Lines added by reviewers";
        };
    }
}
