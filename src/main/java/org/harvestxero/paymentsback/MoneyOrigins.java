package org.harvestxero.paymentsback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings.Account;

/** Where money in Xero came from: its account, its reference, a batch. */
final class MoneyOrigins {
    private static final Set<String> NOBODY_PAID = Set.of("EXPENSE", "REVENUE");
    private static final int NOTES_LENGTH = 1000;

    private final XeroReferenceData xero;

    MoneyOrigins(XeroReferenceData xero) {
        this.xero = xero;
    }

    /** The money as what it is: a payment to an account of expenses or income is a write-off. */
    XeroMoney known(XeroMoney money) {
        boolean nobodyPaid = money.isPayment()
                && account(money)
                        .filter(account -> NOBODY_PAID.contains(account.accountClass()))
                        .isPresent();
        return nobodyPaid ? money.as(XeroMoney.Kind.WRITE_OFF) : money;
    }

    private Optional<Account> account(XeroMoney money) {
        String id = money.origin().account();
        return id == null
                ? Optional.empty()
                : xero.find()
                        .flatMap(settings -> settings.accounts().stream()
                                .filter(account -> account.id().equalsIgnoreCase(id))
                                .findFirst());
    }

    /** The notes of its payment in Harvest: our mark first, then where the money came from. */
    String notes(XeroMoney money) {
        return Texts.cut(Marks.xero(money.ownId()) + " from Xero" + origin(money), NOTES_LENGTH);
    }

    private String origin(XeroMoney money) {
        List<String> words = new ArrayList<>();
        if (!money.isPayment()) {
            words.add(money.kind().words() + " set against the invoice");
        }
        account(money).map(Account::name).ifPresent(words::add);
        if (!money.origin().reference().isBlank()) {
            words.add(Texts.oneLine(Texts.printable(money.origin().reference())));
        }
        if (money.origin().batch() != null) {
            words.add("part of a batch payment");
        }
        return words.isEmpty() ? "" : ": " + String.join(", ", words);
    }
}
