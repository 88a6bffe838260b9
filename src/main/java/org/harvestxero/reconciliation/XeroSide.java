package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sales invoice as Xero shows it, or the credit note that stands for a Harvest invoice below zero, with its amounts turned.
 *
 * @param id Xero's own
 * @param status Xero's word, such as {@code AUTHORISED}
 * @param money what is paid of it or set off against it; null where those lists were not read
 */
public record XeroSide(
        String id,
        boolean creditNote,
        Head head,
        String status,
        Figures figures,
        @Nullable List<Money> money) {
    private static final Set<String> ENDED = Set.of("VOIDED", "DELETED");
    private static final Set<String> UNAPPROVED = Set.of("DRAFT", "SUBMITTED");

    public XeroSide {
        money = money == null ? null : List.copyOf(money);
    }

    /**
     * A payment, or a part of a credit, on the invoice.
     *
     * @param id Xero's of the payment, credit note, overpayment or prepayment
     * @param amount in the invoice's currency
     * @param reference empty when it has none
     */
    public record Money(
            Kind kind,
            String id,
            BigDecimal amount,
            @Nullable LocalDate date,
            String reference) {
        /** What sort of money it is. */
        public enum Kind {
            PAYMENT,
            CREDIT_NOTE,
            OVERPAYMENT,
            PREPAYMENT
        }

        boolean isPayment() {
            return kind == Kind.PAYMENT;
        }
    }

    /** Whether it is in the books or on its way there. */
    public boolean stands() {
        return !ENDED.contains(status);
    }

    public boolean isUnapproved() {
        return UNAPPROVED.contains(status);
    }

    /** Payments, or everything else. */
    List<Money> money(boolean payments) {
        return money == null
                ? List.of()
                : money.stream().filter(each -> each.isPayment() == payments).toList();
    }
}
