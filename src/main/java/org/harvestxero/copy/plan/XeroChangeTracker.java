package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.event.PaymentNews;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroInvoiceView.Amounts;
import org.harvestxero.xero.XeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Notes what people did to copied invoices in Xero: approvals let payments go, a void or a changed amount becomes something a person
 * is told of.
 */
public final class XeroChangeTracker {

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final UnexplainedPayments unexplained;

    public XeroChangeTracker(
            ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, UnexplainedPayments unexplained) {
        this.unexplained = unexplained;
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
    }

    /** Whether anything of ours is in Xero that people could have changed. */
    public boolean hasCopies() {
        return store.links().any(Kind.INVOICE)
                || store.links().any(Kind.BILL)
                || store.numberHolders().any();
    }

    /** Takes note of one page of Xero's changed invoices; those that are not ours are passed over. */
    public void page(XeroPage page) {
        Map<String, XeroInvoiceView> shown = new LinkedHashMap<>();
        page.invoices().forEach(invoice -> shown.put(invoice.id(), invoice));
        Map<String, Link> ours = store.links().byTarget(Kind.INVOICE, shown.keySet());
        paid(shown, ours);
        numbersFreed(shown);
        shown.forEach((id, invoice) -> {
            Link link = ours.get(id);
            if (link != null) {
                follow(link, invoice);
            }
        });
    }

    /** What holds a number that one of ours was refused for goes by another one now: ours is tried again. */
    private void numbersFreed(Map<String, XeroInvoiceView> shown) {
        store.numberHolders().among(shown.keySet()).forEach((id, number) -> {
            XeroInvoiceView invoice = shown.get(id);
            if (invoice != null && invoice.number() != null && !invoice.isNumbered(number)) {
                store.inTransaction(() -> {
                    store.numberHolders().forget(id);
                    store.failedRows().wakeNumber(number);
                });
            }
        });
    }

    /** Keeps what is paid; where that changed without us, payments that waited for an explanation are looked at anew. */
    private void paid(Map<String, XeroInvoiceView> shown, Map<String, Link> ours) {
        Map<Long, Money> known = store.invoiceMoney()
                .money(ours.values().stream().map(Link::sourceId).toList());
        Map<String, @Nullable BigDecimal> changed = new LinkedHashMap<>();
        for (Money money : known.values()) {
            XeroInvoiceView invoice = shown.get(money.targetId());
            BigDecimal now = invoice == null ? null : invoice.amounts().paid();
            if (now != null && (money.paid() == null || now.compareTo(money.paid()) != 0)) {
                changed.put(money.targetId(), now);
                unexplained.paid(money.withPaid(now));
                store.failedRows().retryGroup(Kind.PAYMENT, money.invoiceId(), FailureCode.PAYMENT_UNEXPLAINED.name());
            }
        }
        store.invoiceMoney().paid(changed);
    }

    private void follow(Link link, XeroInvoiceView invoice) {
        Amounts amounts = invoice.amounts();
        String status = invoice.status() != null ? invoice.status() : Objects.requireNonNullElse(link.status(), "");
        BigDecimal total = amounts.total() == null ? link.total() : amounts.total();
        BigDecimal due = amounts.due() == null ? link.amountDue() : amounts.due();
        boolean corrected = !link.agrees() && !XeroStatus.isEnded(status) && isHarvests(link, total);
        boolean ended = XeroStatus.isEnded(status) && !XeroStatus.isEnded(link.status()) && !isOurDoing(link);
        boolean other = !XeroStatus.isEnded(status) && differs(link.total(), total);
        boolean asKnown = Objects.equals(status, link.status()) && !differs(link.amountDue(), due);
        if (asKnown && !ended && !other && link.agrees() && link.drift() == null) {
            return;
        }
        store.inTransaction(() -> {
            store.links().seen(Kind.INVOICE, link.targetId(), status, link.total(), due, null);
            if (corrected) {
                corrected(link, status, total, due);
            }
            if (ended && isGone(link)) {
                store.outboxPlanner().supersede(Kind.INVOICE, link.sourceId());
            } else if (ended) {
                report(
                        link,
                        Revision.of(RevisionKind.ENDED, status),
                        FailureCode.VOIDED_IN_XERO,
                        Map.of("status", status));
                store.audit().add("xero", Kind.INVOICE, link.sourceId(), "ended", "it is " + status + " in Xero now");
            }
            if (ended && store.events().isKept()) {
                store.invoiceNews()
                        .known()
                        .find(link.sourceId())
                        .ifPresent(known -> store.events()
                                .add(new InvoiceEvent.Voided(known.ref(), status, InvoiceEvent.Voided.BY_PEOPLE)));
            }
            if (other && link.agrees()) {
                drifted(link, total);
            } else if (!other && link.drift() != null) {
                store.links().drift(Kind.INVOICE, link.sourceId(), null);
                settled(Kind.INVOICE, link.sourceId(), RevisionKind.DRIFT, "both totals are equal again");
            }
            if (differs(link.amountDue(), due)) {
                paymentsGone(link, due);
                store.invoiceNews().payments().seen(PaymentNews.XERO, List.of(link.sourceId()));
            }
        });
    }

    private boolean isHarvests(Link link, @Nullable BigDecimal total) {
        return total != null
                && store.documents()
                        .find(Kind.INVOICE, link.sourceId())
                        .map(SourceDocument::amount)
                        .filter(amount -> amount.compareTo(total) == 0)
                        .isPresent();
    }

    /** A person made Xero's total equal to Harvest's: what waited for that goes on. */
    private void corrected(Link link, @Nullable String status, @Nullable BigDecimal total, @Nullable BigDecimal due) {
        store.links()
                .put(new Link(
                        link.kind(),
                        link.sourceId(),
                        link.targetId(),
                        link.number(),
                        status,
                        link.currency(),
                        total,
                        due,
                        true,
                        link.origin(),
                        link.written(),
                        null,
                        link.batchId(),
                        link.targetUpdatedAt(),
                        link.linkedAt()));
        store.outboxPlanner().supersede(Kind.INVOICE, link.sourceId());
        store.audit()
                .add(
                        "xero",
                        Kind.INVOICE,
                        link.sourceId(),
                        "corrected",
                        "its total in Xero is " + total + " now, as in Harvest");
    }

    /** Where as much is due as in Harvest again, the payments deleted there are gone from Xero, too. */
    private void paymentsGone(Link invoice, @Nullable BigDecimal due) {
        boolean same = store.documents()
                .find(Kind.INVOICE, invoice.sourceId())
                .map(SourceDocument::dueAmount)
                .filter(inHarvest -> !differs(inHarvest, due))
                .isPresent();
        if (!same) {
            return;
        }
        for (SourceDocument payment : store.documents().children(Kind.PAYMENT, invoice.sourceId())) {
            if (payment.isGone()
                    && settled(Kind.PAYMENT, payment.sourceId(), RevisionKind.GONE, "it is gone from Xero")) {
                store.links().status(Kind.PAYMENT, payment.sourceId(), "DELETED");
            }
        }
    }

    /** What was reported of the document is dealt with; false when nothing of the kind stands. */
    private boolean settled(Kind kind, long sourceId, RevisionKind revisions, String why) {
        List<Row> reports = failed(kind, sourceId, revisions);
        reports.forEach(row -> store.failedRows().discard(row.id(), why));
        return !reports.isEmpty();
    }

    /** Told once for each total, and not where an edit of ours already met the difference. */
    private void drifted(Link link, @Nullable BigDecimal total) {
        String words = "its total in Xero is " + total + " now, " + link.total() + " was copied";
        boolean told = failed(Kind.INVOICE, link.sourceId(), RevisionKind.DRIFT).stream()
                .anyMatch(row -> words.equals(link.drift()) || row.revision().namesFingerprint());
        if (!told) {
            settled(Kind.INVOICE, link.sourceId(), RevisionKind.DRIFT, "the total changed again");
            store.links().drift(Kind.INVOICE, link.sourceId(), words);
            report(
                    link,
                    Revision.of(RevisionKind.DRIFT, String.valueOf(total)),
                    FailureCode.DRIFT,
                    Map.of("differences", words));
        }
    }

    private List<Row> failed(Kind kind, long sourceId, RevisionKind revisions) {
        return store.outbox().openOf(kind, sourceId).stream()
                .filter(row ->
                        row.state() == OutboxState.FAILED && row.revision().is(revisions))
                .toList();
    }

    /** Whether the invoice was deleted in Harvest, so that its end in Xero is what was asked for. */
    private boolean isGone(Link link) {
        return store.documents()
                .find(Kind.INVOICE, link.sourceId())
                .map(document -> document.isGone())
                .orElse(false);
    }

    /** Whether we asked for the removal ourselves and its answer is still missing. */
    private boolean isOurDoing(Link link) {
        return store.outbox().openOf(Kind.INVOICE, link.sourceId()).stream()
                .anyMatch(row -> row.action() == Action.VOID || row.action() == Action.DELETE);
    }

    private void report(Link link, Revision revision, FailureCode code, Map<String, String> facts) {
        ownRefusalRecorder.refuse(
                Kind.INVOICE,
                link.sourceId(),
                link.number(),
                link.currency(),
                link.total(),
                revision,
                List.of(new Problem(code, String.valueOf(link.number()), facts)));
    }

    private static boolean differs(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one != null && other != null && one.compareTo(other) != 0;
    }
}
