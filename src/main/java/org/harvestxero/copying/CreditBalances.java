package org.harvestxero.copying;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;

/** Tells a person of invoices on which a client paid more than is owed: money is never given back by a program (ruling 16). */
public final class CreditBalances {
    private static final int AT_ONCE = 200;

    private final String connection;
    private final Ledger ledger;
    private final Refusals refusals;

    /** The database compares the revision with its own column, which keeps four. */
    private static final int COLUMN_DECIMALS = 4;

    public CreditBalances(String connection, Ledger ledger, Refusals refusals) {
        this.connection = connection;
        this.ledger = ledger;
        this.refusals = refusals;
    }

    /** Lets go of what was settled meanwhile; gives the invoices with a balance nobody was told of. */
    public List<SourceDocument> next() {
        ledger.outbox().supersedeSettledBalances(connection);
        return ledger.documents().inCredit(connection, AT_ONCE);
    }

    public void report(SourceDocument invoice) {
        BigDecimal due = Objects.requireNonNull(invoice.dueAmount(), "due amount");
        String currency = Json.tree(invoice.content()).path("currency").asText("");
        Problem problem = Problem.of(CauseCode.CREDIT_BALANCE, String.valueOf(invoice.number()))
                .with("amount", CurrencyDigits.plain(due.negate(), currency))
                .with("currency", currency);
        refusals.refuse(
                Kind.INVOICE,
                invoice.sourceId(),
                invoice.number(),
                currency,
                due,
                "balance:"
                        + due.setScale(COLUMN_DECIMALS, RoundingMode.UNNECESSARY)
                                .toPlainString(),
                List.of(problem));
    }
}
