package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.reconciliation.Reconciliation.BankSum;
import org.jspecify.annotations.Nullable;

/** Adds up the payments on copied invoices, by whether the bank's statement confirms them. */
final class BankTally {
    private final Map<String, Sums> sums = new TreeMap<>();

    private static final class Sums {
        private long reconciled;
        private BigDecimal reconciledAmount = BigDecimal.ZERO;
        private long open;
        private BigDecimal openAmount = BigDecimal.ZERO;
        private @Nullable LocalDate oldest;
    }

    void add(XeroPart part, String currency) {
        Sums of = sums.computeIfAbsent(currency, first -> new Sums());
        LocalDate date = part.money().date();
        if (part.reconciled()) {
            of.reconciled++;
            of.reconciledAmount = of.reconciledAmount.add(part.money().amount());
        } else {
            of.open++;
            of.openAmount = of.openAmount.add(part.money().amount());
            of.oldest = of.oldest == null || (date != null && date.isBefore(of.oldest)) ? date : of.oldest;
        }
    }

    List<BankSum> sums() {
        return sums.entrySet().stream()
                .map(each -> new BankSum(
                        each.getKey(),
                        each.getValue().reconciled,
                        each.getValue().reconciledAmount,
                        each.getValue().open,
                        each.getValue().openAmount,
                        each.getValue().oldest))
                .toList();
    }
}
