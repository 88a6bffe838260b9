package org.harvestxero.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;

/** The way from what the work is worth at Harvest's own hours and rates to what is billed, step by step. */
final class AmountBridge {
    private Hours hours = Hours.ZERO;
    private BigDecimal worth = BigDecimal.ZERO;
    private final Map<Difference.Kind, BigDecimal> steps = new EnumMap<>(Difference.Kind.class);
    private boolean expenses;
    private Money own;
    private Money amount;

    private AmountBridge(Money zero) {
        this.own = zero;
        this.amount = zero;
    }

    static List<String> of(Draft draft) {
        AmountBridge amountBridge = new AmountBridge(Money.zero(draft.subtotal().currency()));
        draft.lines().forEach(amountBridge::add);
        return amountBridge.inWords();
    }

    static List<String> of(DraftLine line) {
        AmountBridge amountBridge = new AmountBridge(Money.zero(line.amount().currency()));
        amountBridge.add(line);
        return amountBridge.inWords();
    }

    private void add(DraftLine line) {
        own = own.plus(line.own());
        amount = amount.plus(line.amount());
        for (LineSource source : line.sources()) {
            hours = hours.plus(source.hours());
            worth = worth.add(source.worth());
            expenses |= source.source().kind() == Source.Kind.EXPENSE
                    && source.worth().signum() != 0;
            source.differences().forEach(each -> steps.merge(each.kind(), each.amount(), BigDecimal::add));
        }
    }

    private List<String> inWords() {
        List<String> words = new ArrayList<>();
        if (worth.signum() == 0 && steps.isEmpty()) {
            return words;
        }
        String currency = amount.currency().getCurrencyCode();
        String what = hours.isZero()
                ? "Expenses at cost"
                : hours + " at Harvest's rates" + (expenses ? " and expenses at cost" : "");
        if (steps.isEmpty() && own.isZero()) {
            words.add(what + ": " + shown(worth, currency) + " " + currency + ", billed as it is");
            return words;
        }
        words.add(what + ": " + shown(worth, currency) + " " + currency);
        steps.forEach((kind, step) -> {
            if (step.signum() != 0) {
                words.add((step.signum() > 0 ? "+" : "") + shown(step, currency) + " " + name(kind, currency));
            }
        });
        if (!own.isZero()) {
            words.add((own.isPositive() ? "+" : "") + own.amount() + " fees and what else belongs to no single entry");
        }
        words.add("= " + amount);
        return words;
    }

    private static String name(Difference.Kind kind, String currency) {
        return switch (kind) {
            case RATE -> "by the agreement's rates instead of Harvest's";
            case MINUTES -> "by whole minutes instead of decimal hours";
            case ROUNDING -> "by the agreement's rounding of hours";
            case CENTS ->
                CurrencyDigits.of(currency) == CurrencyDigits.USUAL
                        ? "by rounding to the cent"
                        : "by rounding to the smallest unit of " + currency;
            case DISCOUNT -> "discount";
            case WRITE_DOWN -> "written down";
            case WRITE_UP -> "written up";
            case CAP -> "fitted under a cap";
            case MARK_UP -> "mark-up";
            case UNIT_PRICE -> "by the agreement's price of a unit";
        };
    }

    private static String shown(BigDecimal number, String currency) {
        return CurrencyDigits.exact(number, currency).toPlainString();
    }
}
