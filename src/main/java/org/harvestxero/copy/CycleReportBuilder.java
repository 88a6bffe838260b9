package org.harvestxero.copy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.harvestxero.api.CopiedLately;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.CycleReport.Copied;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Trouble;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentPages;
import org.harvestxero.store.copy.DocumentPages.Finished;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.WaitingDocumentPages.Waiting;
import org.harvestxero.store.copy.WaitingPaymentsBack;
import org.jspecify.annotations.Nullable;

/** Tells people what a cycle did and what stands in the way, from what the ledger holds. */
public final class CycleReportBuilder {
    private final ConnectionStore store;
    private final FailedCopyPages failed;
    private final WaitingReasons reasons;
    private final XeroDocumentLinks links;

    CycleReportBuilder(ConnectionStore store, FailedCopyPages failed, WaitingReasons reasons, XeroDocumentLinks links) {
        this.store = store;
        this.failed = failed;
        this.reasons = reasons;
        this.links = links;
    }

    /** @param span when the cycle began and ended: what others do later is not its work */
    CycleReport cycle(Span span, CycleReport.Calls calls, int prevented, List<Trouble> troubles) {
        DocumentPages pages = store.lists().known();
        return new CycleReport(
                Pages.read(pages.countFinished(span), () -> pages.finished(span))
                        .map(this::copied),
                Pages.none(),
                Pages.none(),
                Pages.read(pages.countSkipped(), () -> pages.skipped()).map(CycleReportBuilder::skipped),
                failed.standing(),
                waiting(),
                Pages.none(),
                calls,
                prevented,
                Duration.between(span.from(), span.to()),
                troubles);
    }

    /** What was done since then. */
    CopiedLately copiedLately(Instant since, int most) {
        DocumentPages pages = store.lists().known();
        return new CopiedLately(
                pages.countDone(since),
                pages.latest(since, most).stream().map(this::copied).toList());
    }

    /** What is neither done nor failed. */
    Pages<CycleReport.Waiting> waiting() {
        return Pages.read(
                        store.lists().waiting().countWaiting(),
                        () -> store.lists().waiting().waiting())
                .map(this::waiting)
                .then(Pages.read(
                                store.lists().waiting().countHeld(),
                                () -> store.lists().waiting().held())
                        .map(held -> new CycleReport.Waiting(
                                kind(held.kind()), held.sourceId(), held.number(), null, null, held.reason())))
                .then(Pages.read(
                                store.paymentsBack().waiting().count(),
                                () -> store.paymentsBack().waiting().all())
                        .map(CycleReportBuilder::waiting));
    }

    private Copied copied(Finished row) {
        return new Copied(
                kind(row.kind()),
                row.sourceId(),
                row.number(),
                row.sourceNumber(),
                row.targetId(),
                switch (row.outcome()) {
                    case CREATED -> CycleReport.Action.CREATED;
                    case ADOPTED -> CycleReport.Action.ADOPTED;
                    case UPDATED, DELETED -> CycleReport.Action.UPDATED;
                },
                row.status() == null ? "" : row.status(),
                row.total() == null ? BigDecimal.ZERO.setScale(2) : row.total(),
                row.currency() == null ? "" : row.currency(),
                links.of(row.kind(), row.targetId()));
    }

    private static CycleReport.Skipped skipped(DocumentPages.Skipped row) {
        return new CycleReport.Skipped(kind(row.kind()), row.sourceId(), row.number(), key(row.reason()));
    }

    private static String key(@Nullable String reason) {
        return reason == null ? "" : reason.split(":", 2)[0];
    }

    private CycleReport.Waiting waiting(Waiting row) {
        return new CycleReport.Waiting(
                kind(row.kind()), row.sourceId(), row.number(), row.total(), row.currency(), reasons.of(row));
    }

    /** Of its invoice: nobody knows the payment by an id of Harvest's yet. */
    private static CycleReport.Waiting waiting(PaymentBack money) {
        Long invoice = money.standing().invoiceId();
        return new CycleReport.Waiting(
                org.harvestxero.api.DocumentKind.PAYMENT_BACK,
                invoice == null ? 0 : invoice,
                money.money().invoice().number(),
                money.money().amount(),
                money.money().invoice().currency(),
                WaitingPaymentsBack.reason(money));
    }

    static org.harvestxero.api.DocumentKind kind(Kind kind) {
        return switch (kind) {
            case INVOICE, CONTACT -> org.harvestxero.api.DocumentKind.INVOICE;
            case CLIENT, CLIENT_CONTACT -> org.harvestxero.api.DocumentKind.CLIENT;
            case EXPENSE, PERSON -> org.harvestxero.api.DocumentKind.EXPENSE;
            case BILL, SUPPLIER -> org.harvestxero.api.DocumentKind.BILL;
            case SPEND -> org.harvestxero.api.DocumentKind.SPEND;
            case CREDIT_NOTE -> org.harvestxero.api.DocumentKind.CREDIT_NOTE;
            case PAYMENT_BACK -> org.harvestxero.api.DocumentKind.PAYMENT_BACK;
            case PAYMENT -> org.harvestxero.api.DocumentKind.PAYMENT;
            case DRAFT, BILLING -> org.harvestxero.api.DocumentKind.BILLING;
            case MAIL -> org.harvestxero.api.DocumentKind.MAIL;
        };
    }
}
