package org.harvestxero.copy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.Overview.Failed;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Finds what people know a document by: its client, the invoice, day and amount, and where to look at it on both sides. */
final class KnownDocuments {
    private final ConnectionStore store;
    private final MappingContexts mappingContexts;

    KnownDocuments(ConnectionStore store, MappingContexts mappingContexts) {
        this.store = store;
        this.mappingContexts = mappingContexts;
    }

    /** @param link where a copy of a kind and id stands in Xero */
    FailedDocument of(Failed row, FailedCopy copy, BiFunction<Kind, @Nullable String, @Nullable String> link) {
        Optional<SourceDocument> document = store.documents().find(source(row.kind()), row.sourceId());
        Optional<SourceDocument> invoice = row.kind() == Kind.PAYMENT
                ? document.map(SourceDocument::parentId)
                        .flatMap(id -> store.documents().find(Kind.INVOICE, id))
                : document;
        Optional<StoredDraft> draft = document.isEmpty() ? draft(row) : Optional.empty();
        JsonNode content =
                document.map(known -> StoredJson.tree(known.content())).orElse(StoredJson.tree("{}"));
        JsonNode parent = row.kind() == Kind.PAYMENT
                ? invoice.map(known -> StoredJson.tree(known.content())).orElse(content)
                : content;
        String client = parent.path("client").path("name").asText(null);
        String currency = row.currency() != null
                ? row.currency()
                : parent.path("currency")
                        .asText(draft.map(StoredDraft::currency).orElse(null));
        return new FailedDocument(
                copy,
                client != null
                        ? client
                        : row.kind() == Kind.BILLING
                                ? row.number()
                                : draft.map(StoredDraft::clientName).orElse(null),
                number(row, invoice.orElse(null), draft.orElse(null)),
                date(row.kind() == Kind.PAYMENT ? content.path("paid_date") : content.path("issue_date"))
                        .or(() -> draft.map(StoredDraft::periodEnd))
                        .orElse(null),
                amount(row, document.orElse(null), content),
                currency,
                also(row),
                sourceLink(row.kind(), row.sourceId(), document.orElse(null)),
                store.links()
                        .find(row.kind(), row.sourceId())
                        .map(Link::targetId)
                        .map(id -> link.apply(row.kind(), id))
                        .orElse(null));
    }

    private static Kind source(Kind kind) {
        return kind == Kind.CREDIT_NOTE ? Kind.INVOICE : kind;
    }

    private Optional<StoredDraft> draft(Failed row) {
        return row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE || row.kind() == Kind.MAIL
                ? row.sourceId() < 0
                        ? store.drafts().find(-row.sourceId())
                        : store.drafts().byMirror(row.sourceId())
                : Optional.empty();
    }

    private static @Nullable String number(Failed row, @Nullable SourceDocument invoice, @Nullable StoredDraft draft) {
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

    private static Optional<LocalDate> date(JsonNode day) {
        try {
            return Optional.ofNullable(day.asText(null)).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable BigDecimal amount(Failed row, @Nullable SourceDocument document, JsonNode content) {
        if (row.total() != null) {
            return row.total();
        }
        if (row.kind() == Kind.PAYMENT && content.path("amount").isNumber()) {
            return content.path("amount").decimalValue();
        }
        return document == null ? null : document.amount();
    }

    /** A refusal of our own keeps every sentence of the document, the cause's first. */
    private static @Nullable String also(Failed row) {
        String words = row.message();
        String first = row.sentence() + " ";
        return words != null && words.startsWith(first) ? words.substring(first.length()) : null;
    }

    private @Nullable String sourceLink(Kind kind, long sourceId, @Nullable SourceDocument document) {
        Long invoice = kind == Kind.PAYMENT ? (document == null ? null : document.parentId()) : Long.valueOf(sourceId);
        return invoice == null || kind == Kind.CONTACT || kind == Kind.BILLING || kind == Kind.DRAFT || invoice < 0
                ? null
                : mappingContexts.harvestAddress() + "/invoices/" + invoice;
    }
}
