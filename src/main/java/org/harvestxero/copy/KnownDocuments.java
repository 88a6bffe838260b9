package org.harvestxero.copy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestPaymentView;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Finds what people know a document by: its client, the invoice, day and amount, and where to look at it on both sides. */
final class KnownDocuments {
    private static final Set<Kind> OF_EXPENSES = EnumSet.of(Kind.EXPENSE, Kind.BILL, Kind.SPEND, Kind.SUPPLIER);

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final XeroDocumentLinks links;

    KnownDocuments(ConnectionStore store, MappingContexts mappingContexts, XeroDocumentLinks links) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.links = links;
    }

    FailedDocument of(FailedRow row, FailedCopy copy) {
        Optional<SourceDocument> document = store.documents().find(source(row.kind()), row.sourceId());
        Optional<SourceDocument> invoice = row.kind() == Kind.PAYMENT
                ? document.map(SourceDocument::parentId)
                        .flatMap(id -> store.documents().find(Kind.INVOICE, id))
                : document;
        Optional<StoredDraft> draft = document.isEmpty() ? draft(row) : Optional.empty();
        HarvestInvoiceView shown = HarvestInvoiceView.of(shown(invoice));
        HarvestPaymentView payment =
                HarvestPaymentView.of(shown(row.kind() == Kind.PAYMENT ? document : Optional.empty()));
        String client = shown.client().name();
        return new FailedDocument(
                copy,
                client != null
                        ? client
                        : row.kind() == Kind.BILLING || row.kind() == Kind.CLIENT
                                ? row.number()
                                : draft.map(StoredDraft::clientName).orElse(null),
                number(row, invoice.orElse(null), draft.orElse(null)),
                date(day(row.kind(), shown, payment, invoice))
                        .or(() -> draft.map(StoredDraft::periodEnd))
                        .orElse(null),
                amount(row, document.orElse(null), payment),
                currency(row, shown, draft),
                also(row),
                sourceLink(row.kind(), row.sourceId(), document.orElse(null)),
                store.links()
                        .find(target(row.kind()), row.sourceId())
                        .map(Link::targetId)
                        .map(id -> links.of(target(row.kind()), id))
                        .orElse(null));
    }

    private static @Nullable String day(
            Kind kind, HarvestInvoiceView invoice, HarvestPaymentView payment, Optional<SourceDocument> document) {
        return switch (kind) {
            case PAYMENT -> payment.paid();
            case EXPENSE, SPEND ->
                document.map(expense -> HarvestExpenseReader.dayOf(HarvestElement.parse(expense.content())))
                        .orElse(null);
            default -> invoice.dates().issued();
        };
    }

    /** What Harvest has of it: credit notes and money in Xero are about an invoice, spent money about an expense. */
    private static Kind source(Kind kind) {
        return switch (kind) {
            case CREDIT_NOTE, PAYMENT_BACK -> Kind.INVOICE;
            case SPEND -> Kind.EXPENSE;
            default -> kind;
        };
    }

    /** What in Xero it is about. */
    private static Kind target(Kind kind) {
        return switch (kind) {
            case PAYMENT_BACK -> Kind.INVOICE;
            case CLIENT -> Kind.CONTACT;
            default -> kind;
        };
    }

    private Optional<StoredDraft> draft(FailedRow row) {
        return row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE || row.kind() == Kind.MAIL
                ? row.sourceId() < 0
                        ? store.billing().drafts().find(-row.sourceId())
                        : store.billing().drafts().byMirror(row.sourceId())
                : Optional.empty();
    }

    private static @Nullable String number(
            FailedRow row, @Nullable SourceDocument invoice, @Nullable StoredDraft draft) {
        if (row.kind() == Kind.PAYMENT) {
            return invoice == null ? null : invoice.number();
        }
        if (row.kind() == Kind.BILLING) {
            return null;
        }
        if (row.number() != null) {
            return row.number();
        }
        return invoice != null ? invoice.number() : draft == null ? null : draft.number();
    }

    /** What was kept of it; an element without fields where nothing was. */
    private static HarvestElement shown(Optional<SourceDocument> document) {
        return HarvestElement.parse(document.map(SourceDocument::content).orElse("{}"));
    }

    private static @Nullable String currency(FailedRow row, HarvestInvoiceView invoice, Optional<StoredDraft> draft) {
        if (row.currency() != null) {
            return row.currency();
        }
        return invoice.currency() != null
                ? invoice.currency()
                : draft.map(StoredDraft::currency).orElse(null);
    }

    private static Optional<LocalDate> date(@Nullable String day) {
        try {
            return Optional.ofNullable(day).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable BigDecimal amount(
            FailedRow row, @Nullable SourceDocument document, HarvestPaymentView payment) {
        if (row.total() != null) {
            return row.total();
        }
        if (payment.amount() != null) {
            return payment.amount();
        }
        return document == null ? null : document.amount();
    }

    /** A refusal of our own keeps every sentence of the document, the cause's first. */
    private static @Nullable String also(FailedRow row) {
        String words = row.message();
        String first = row.sentence() + " ";
        return words != null && words.startsWith(first) ? words.substring(first.length()) : null;
    }

    private @Nullable String sourceLink(Kind kind, long sourceId, @Nullable SourceDocument document) {
        if (OF_EXPENSES.contains(kind)) {
            return mappingContexts.harvestAddress() + "/expenses";
        }
        Long invoice = kind == Kind.PAYMENT ? (document == null ? null : document.parentId()) : Long.valueOf(sourceId);
        return invoice == null
                        || kind == Kind.CONTACT
                        || kind == Kind.CLIENT
                        || kind == Kind.BILLING
                        || kind == Kind.DRAFT
                        || invoice < 0
                ? null
                : mappingContexts.harvestAddress() + "/invoices/" + invoice;
    }
}
