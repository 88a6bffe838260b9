package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Overview.Failed;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.operations.FailedDocument;
import org.jspecify.annotations.Nullable;

/** Finds what people know a document by: its client, the invoice, day and amount, and where to look at it on both sides. */
final class KnownDocuments {
    private final String connection;
    private final Ledger ledger;
    private final Contexts contexts;

    KnownDocuments(String connection, Ledger ledger, Contexts contexts) {
        this.connection = connection;
        this.ledger = ledger;
        this.contexts = contexts;
    }

    /** @param link where a copy of a kind and id stands in Xero */
    FailedDocument of(Failed row, FailedCopy copy, BiFunction<Kind, @Nullable String, @Nullable String> link) {
        Optional<SourceDocument> document = ledger.documents().find(connection, source(row.kind()), row.sourceId());
        Optional<SourceDocument> invoice = row.kind() == Kind.PAYMENT
                ? document.map(SourceDocument::parentId)
                        .flatMap(id -> ledger.documents().find(connection, Kind.INVOICE, id))
                : document;
        Optional<StoredDraft> draft = document.isEmpty() ? draft(row) : Optional.empty();
        JsonNode content = document.map(known -> Json.tree(known.content())).orElse(Json.tree("{}"));
        JsonNode parent = row.kind() == Kind.PAYMENT
                ? invoice.map(known -> Json.tree(known.content())).orElse(content)
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
                ledger.links()
                        .find(connection, row.kind(), row.sourceId())
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
                        ? ledger.drafts().find(connection, -row.sourceId())
                        : ledger.drafts().byMirror(connection, row.sourceId())
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
                : contexts.harvestAddress() + "/invoices/" + invoice;
    }
}
