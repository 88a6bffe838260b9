package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.jspecify.annotations.Nullable;

/**
 * What stood on a day, by the dates of documents, payments and credits. What was voided, deleted or changed since stands as it does
 * today: neither side says when.
 */
public final class AsOf {
    private final LocalDate day;

    private AsOf(LocalDate day) {
        this.day = day;
    }

    public static Twins of(Twins today, LocalDate day) {
        AsOf then = new AsOf(day);
        HarvestSide harvest = today.harvest();
        XeroSide xero = today.xero();
        HarvestSide stoodInHarvest = harvest == null ? null : then.harvest(harvest, today.ledger());
        XeroSide stoodInXero = xero == null ? null : then.xero(xero);
        boolean onBoth = harvest != null && xero != null && xero.stands();
        boolean onOne = (stoodInHarvest == null) != (stoodInXero == null);
        return new Twins(
                stoodInHarvest,
                then.ledger(today.ledger()),
                stoodInXero,
                onBoth && onOne ? Tie.DATED : today.tie(),
                today.moved());
    }

    private boolean isLater(@Nullable LocalDate date) {
        return date != null && date.isAfter(day);
    }

    private @Nullable HarvestSide harvest(HarvestSide shown, LedgerSide ledger) {
        if (isLater(shown.head().date())) {
            return null;
        }
        BigDecimal later = ledger.payments().stream()
                .filter(payment -> !payment.gone() && isLater(payment.date()))
                .map(Payment::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean reopened = shown.isClosed() && isLater(shown.closedOn());
        return new HarvestSide(
                shown.id(),
                shown.head(),
                reopened ? "open" : shown.state(),
                shown.total(),
                shown.due().add(later),
                shown.closedOn());
    }

    private LedgerSide ledger(LedgerSide known) {
        return new LedgerSide(
                known.read(),
                known.twin(),
                known.billedHere(),
                known.payments().stream()
                        .filter(payment -> !isLater(payment.date()))
                        .toList(),
                known.credits(),
                known.matters());
    }

    private @Nullable XeroSide xero(XeroSide shown) {
        if (isLater(shown.head().date())) {
            return null;
        }
        List<Money> all = shown.money();
        if (all == null) {
            return shown;
        }
        Figures figures = new Figures(
                shown.figures().total(),
                shown.figures().paid().subtract(later(all, true)),
                shown.figures().credited().subtract(later(all, false)));
        return new XeroSide(
                shown.id(),
                shown.creditNote(),
                shown.head(),
                shown.status(),
                figures,
                all.stream().filter(money -> !isLater(money.date())).toList());
    }

    private BigDecimal later(List<Money> money, boolean payments) {
        return money.stream()
                .filter(each -> each.isPayment() == payments && isLater(each.date()))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
