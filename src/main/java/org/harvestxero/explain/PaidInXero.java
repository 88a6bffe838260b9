package org.harvestxero.explain;

import java.util.List;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.PaymentBackTable.Standing;
import org.jspecify.annotations.Nullable;

/** Tells what became in Harvest of money that Xero shows on an invoice. */
final class PaidInXero {
    private final ConnectionStore store;

    PaidInXero(ConnectionStore store) {
        this.store = store;
    }

    /** A sentence a piece, by the day; none where payments don't go back. @param invoice Harvest's id of it; null where it has none */
    List<String> of(@Nullable Long invoice) {
        return invoice == null
                ? List.of()
                : store.paymentsBack().of(invoice).stream()
                        .map(PaidInXero::inWords)
                        .toList();
    }

    private static String inWords(PaymentBack piece) {
        XeroMoney money = piece.money();
        String currency =
                money.invoice().currency() == null ? "" : money.invoice().currency();
        String reference = money.origin().reference();
        return CurrencyDigits.plain(money.amount(), currency) + " " + currency
                + (money.date() == null ? "" : " of " + money.date())
                + (money.isPayment() ? "" : " by " + money.kind().words())
                + (reference.isBlank() ? "" : " (" + reference + ")") + ": " + became(piece) + ".";
    }

    private static String became(PaymentBack piece) {
        Standing standing = piece.standing();
        String payment = "payment " + standing.paymentId() + " in Harvest";
        String removed = piece.removed() ? "removed in Xero; " : "";
        return removed
                + switch (piece.state()) {
                    case SEEN -> "to be decided in the next cycle";
                    case APART -> "left alone, " + standing.reason();
                    case WAITING -> "waits, because " + standing.reason();
                    case FAILED -> "waits for a person, see failed list";
                    case ASKED -> "Harvest was asked to record it and gave no answer yet; it is searched for";
                    case RECORDED -> "recorded from there as " + payment;
                    case MATCHED -> "the same money as " + payment;
                    case REMOVING -> "Harvest was asked to delete " + payment + " and gave no answer yet";
                    case REMOVED -> "on neither side any more";
                    case GIVEN_UP -> "nothing is done, as a person said: " + standing.reason();
                };
    }
}
