package org.harvestxero.explain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.SentElement;
import org.jspecify.annotations.Nullable;

/** Tells how an invoice came to Xero: the request, the answer and how it stands there. */
final class SubmissionHistory {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'");

    private final ConnectionStore store;
    private final BiFunction<Kind, String, String> xeroLink;

    /** @param xeroLink opens the document of a kind and id in Xero */
    SubmissionHistory(ConnectionStore store, BiFunction<Kind, String, String> xeroLink) {
        this.store = store;
        this.xeroLink = xeroLink;
    }

    static String minute(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** An invoice that bills a draft travels under its mirror's id, or the draft's own below zero. */
    private static long sourceId(StoredDraft draft) {
        return draft.harvestId() == null ? -draft.id() : draft.harvestId();
    }

    List<String> of(StoredDraft draft) {
        List<String> words = whole(draft.xeroKind(), sourceId(draft), "It has not left.");
        for (Delivery delivery : store.billing().deliveries().ofDraft(draft.id())) {
            words.add(delivery.step() + ": " + delivery.state().code()
                    + (delivery.message() == null ? "" : ", " + delivery.message()));
        }
        return words;
    }

    List<String> ofLine(StoredDraft draft, int line) {
        return line(
                draft.xeroKind(),
                sourceId(draft),
                draft.number(),
                line,
                draft.content().lines().size());
    }

    List<String> ofCopied(SourceDocument document, @Nullable Integer line) {
        return line == null
                ? whole(Kind.INVOICE, document.sourceId(), "It has no copy.")
                : line(Kind.INVOICE, document.sourceId(), document.number(), line, 0);
    }

    Optional<String> page(StoredDraft draft) {
        return page(draft.xeroKind(), sourceId(draft));
    }

    Optional<String> page(SourceDocument document) {
        return page(Kind.INVOICE, document.sourceId());
    }

    /** Of whatever else travels. */
    List<String> of(Kind kind, long sourceId) {
        return whole(kind, sourceId, "Nothing yet.");
    }

    Optional<String> page(Kind kind, long sourceId) {
        return store.links().find(kind, sourceId).map(link -> xeroLink.apply(link.kind(), link.targetId()));
    }

    private List<String> whole(Kind kind, long sourceId, String none) {
        List<String> words = new ArrayList<>();
        Optional<Link> link = store.links().find(kind, sourceId);
        link.ifPresent(found -> words.addAll(inWords(found)));
        for (OutboxTable.Row row : store.outbox().openOf(kind, sourceId)) {
            words.add(
                    "A request of it is " + row.state().code() + (row.message() == null ? "." : ": " + row.message()));
        }
        link.flatMap(this::batch).ifPresent(batch -> words.addAll(inWords(batch)));
        store.audit()
                .ofDocument(kind, sourceId)
                .forEach(event -> words.add(minute(event.at()) + " " + event.actor() + ": "
                        + event.event().replace('-', ' ')
                        + (event.detail() == null || event.detail().isEmpty() ? "" : ": " + event.detail())));
        if (words.isEmpty()) {
            words.add(none);
        }
        return words;
    }

    private List<String> inWords(Link link) {
        List<String> words = new ArrayList<>();
        String total = link.total() == null
                ? ""
                : ", total " + CurrencyDigits.plain(link.total(), link.currency()) + " " + link.currency();
        String due = link.amountDue() == null
                ? ""
                : ", of which " + CurrencyDigits.plain(link.amountDue(), link.currency())
                        + (link.kind() == Kind.CREDIT_NOTE ? " is left" : " is due");
        words.add((link.kind() == Kind.CREDIT_NOTE ? "Credit note " : "Invoice ")
                + (link.number() == null ? "" : link.number() + " ") + "is "
                + (link.status() == null ? "there" : link.status()) + total + due + ".");
        words.add(link.agrees() ? "Its totals were compared with ours and agree." : "Its totals are not compared yet.");
        if (link.drift() != null) {
            words.add("It differs by now: " + link.drift());
        }
        words.add(xeroLink.apply(link.kind(), link.targetId()));
        return words;
    }

    private Optional<Batch> batch(Link link) {
        return link.batchId() == null ? Optional.empty() : store.batches().find(link.batchId());
    }

    private static List<String> inWords(Batch batch) {
        List<String> words = new ArrayList<>();
        words.add("Sent as " + batch.method() + " " + batch.path() + " with " + Counted.of(batch.elements(), "document")
                + (batch.firstSentAt() == null ? "" : ", first on " + minute(batch.firstSentAt()))
                + (batch.sends() > 1 ? ", " + batch.sends() + " times under one key" : "") + "; answered "
                + (batch.answerStatus() == null ? "nothing yet" : batch.answerStatus()) + ".");
        words.add("Batch " + batch.id() + ", idempotency key " + batch.idempotencyKey() + ".");
        return words;
    }

    /** What Xero was sent of it, word for word; empty when it has not left or is no longer kept. */
    List<String> request(StoredDraft draft) {
        return request(draft.xeroKind(), sourceId(draft), draft.number());
    }

    List<String> request(SourceDocument document) {
        return request(Kind.INVOICE, document.sourceId(), document.number());
    }

    private List<String> request(Kind kind, long sourceId, @Nullable String number) {
        return store.links()
                .find(kind, sourceId)
                .flatMap(this::batch)
                .flatMap(batch -> sent(batch, number))
                .map(sent -> List.of(sent.text()))
                .orElse(List.of());
    }

    boolean isInXero(StoredDraft draft) {
        return store.links().find(draft.xeroKind(), sourceId(draft)).isPresent();
    }

    /** How one line was coded. @param lines how many the draft has; 0 for unknown */
    private List<String> line(Kind kind, long sourceId, @Nullable String number, int line, int lines) {
        Optional<SentElement> sent =
                store.links().find(kind, sourceId).flatMap(this::batch).flatMap(batch -> sent(batch, number));
        if (sent.isEmpty()) {
            return List.of(
                    store.links().find(kind, sourceId).isPresent()
                            ? "The request is no longer kept, so its coding is not known here."
                            : "It has not left.");
        }
        int sentLines = sent.get().lines();
        if (sentLines < line || (lines != 0 && sentLines != lines)) {
            return List.of("It was sent in " + Counted.of(sentLines, "line") + ": "
                    + sent.get().linesText());
        }
        SentElement.Coding coding = sent.get().coding(line);
        List<String> words = new ArrayList<>();
        words.add("Account "
                + Objects.requireNonNullElse(coding.account(), "left to Xero")
                + ", tax type " + Objects.requireNonNullElse(coding.taxType(), "left to Xero")
                + (coding.item() == null ? "" : ", item " + coding.item()) + ".");
        coding.tracking().forEach(tracking -> words.add("Tracking " + tracking.category() + ": " + tracking.option()));
        return words;
    }

    private static Optional<SentElement> sent(Batch batch, @Nullable String number) {
        return batch.body().isEmpty() || number == null ? Optional.empty() : SentElement.find(batch.body(), number);
    }
}
