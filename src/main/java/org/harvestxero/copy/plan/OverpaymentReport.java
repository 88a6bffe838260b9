package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Tells a person of invoices on which a client paid more than is owed: money is never given back by a program (ruling 16). */
public final class OverpaymentReport {
    private static final int AT_ONCE = 200;

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;

    /** The database compares the revision with its own column, which keeps four. */
    private static final int COLUMN_DECIMALS = 4;

    public OverpaymentReport(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
    }

    /** Lets go of what was settled meanwhile; gives the invoices with a balance nobody was told of. */
    public List<SourceDocument> next() {
        store.outboxPlanner().supersedeSettledBalances();
        return store.pendingDocuments().inCredit(AT_ONCE);
    }

    public void report(SourceDocument invoice) {
        BigDecimal due = Objects.requireNonNull(invoice.dueAmount(), "due amount");
        String currency = Objects.requireNonNullElse(
                HarvestInvoiceView.of(HarvestElement.parse(invoice.content())).currency(), "");
        Problem problem = Problem.of(FailureCode.CREDIT_BALANCE, String.valueOf(invoice.number()))
                .with("amount", CurrencyDigits.plain(due.negate(), currency))
                .with("currency", currency);
        ownRefusalRecorder.refuse(
                Kind.INVOICE,
                invoice.sourceId(),
                invoice.number(),
                currency,
                due,
                Revision.of(
                        RevisionKind.BALANCE,
                        due.setScale(COLUMN_DECIMALS, RoundingMode.UNNECESSARY).toPlainString()),
                List.of(problem));
    }
}
