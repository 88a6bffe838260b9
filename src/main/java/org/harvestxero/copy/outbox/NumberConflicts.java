package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * A number Xero refuses as taken may be our own document, whose creation was answered to nobody: then it is adopted. A stranger's
 * document is never touched; the copy stays failed.
 */
public final class NumberConflicts {
    public static final int AT_ONCE = 40;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration LONG_REST = Duration.ofMinutes(30);

    private final ConnectionStore store;
    private final VerdictRecorder verdictRecorder;
    private final Clock clock;
    private final Map<Long, String> taken = new ConcurrentHashMap<>();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile Instant restsUntil = Instant.MIN;
    private final AtomicInteger atOnce = new AtomicInteger(AT_ONCE);
    private final Map<String, Instant> later = new ConcurrentHashMap<>();

    public NumberConflicts(ConnectionStore store, VerdictRecorder verdictRecorder, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.verdictRecorder = verdictRecorder;
    }

    /** Notes that Xero refused the row's number. */
    public void add(Row row) {
        if (row.kind() == Kind.INVOICE) {
            add(row.id(), row.number());
        }
    }

    private void add(long row, @Nullable String number) {
        if (number != null && !number.contains(",")) {
            taken.put(row, number);
        }
    }

    /**
     * Asks for the documents that hold the refused numbers; null when none were refused. The first time in a process also for those
     * refused before it began: a crash may have come between the refusal and the question.
     */
    public @Nullable XeroRequest request() {
        if (first.compareAndSet(true, false)) {
            store.failedRows().numbersTaken().forEach(this::add);
        }
        if (taken.isEmpty()) {
            atOnce.set(AT_ONCE);
            later.clear();
        }
        List<String> numbers = asked();
        return numbers.isEmpty() || restsUntil.isAfter(clock.instant()) ? null : holders(numbers);
    }

    /** Asks for the documents that hold the numbers. */
    public static XeroRequest holders(List<String> numbers) {
        return XeroRequest.get("/Invoices")
                .with("InvoiceNumbers", String.join(",", numbers))
                .with("page", "1")
                .with("pageSize", "1000")
                .with("unitdp", "4");
    }

    private List<String> asked() {
        Instant now = clock.instant();
        return taken.values().stream()
                .distinct()
                .filter(number -> !later.getOrDefault(number, Instant.MIN).isAfter(now))
                .limit(atOnce.get())
                .toList();
    }

    /**
     * Xero could not be asked about them: they are asked for again a little later, each alone, so that one bad number doesn't keep
     * the others from being found. Their copies stand failed meanwhile.
     */
    public void unanswered() {
        restsUntil = clock.instant().plus(REST);
        List<String> numbers = asked();
        if (numbers.size() == 1) {
            later.put(numbers.get(0), clock.instant().plus(LONG_REST));
        }
        atOnce.set(1);
    }

    /**
     * Asks for the payments of those that carry our mark, before they are adopted: they may hold payments of ours, too, when the
     * ledger was put back from an old copy. Null when nothing is paid of them.
     */
    public @Nullable XeroRequest paymentsRequest(XeroResponse answer) {
        List<String> paid = new ArrayList<>();
        for (XeroInvoiceView invoice : answer.invoices()) {
            boolean ours = MarkReader.sourceId(Kind.INVOICE, invoice.element()).isPresent();
            if (ours && invoice.isPaidInPart()) {
                paid.add("Invoice.InvoiceID==guid(\"" + invoice.id() + "\")");
            }
        }
        return paid.isEmpty()
                ? null
                : XeroRequest.get("/Payments")
                        .with("where", String.join(" OR ", paid))
                        .with("page", "1")
                        .with("pageSize", "1000");
    }

    /** Links the payments that carry our mark and no link knows of, so that none is made a second time. */
    public void payments(XeroResponse answer) {
        for (XeroPaymentView payment : answer.payments()) {
            OptionalLong id = MarkReader.sourceId(Kind.PAYMENT, payment.element());
            boolean stands = !XeroStatus.DELETED.is(payment.status());
            if (stands
                    && id.isPresent()
                    && store.links().find(Kind.PAYMENT, id.getAsLong()).isEmpty()) {
                verdictRecorder.link(id.getAsLong(), payment.element().accepted(), "it stands in Xero already");
            }
        }
    }

    /** Adopts those that carry our mark. */
    public void answer(XeroResponse answer) {
        adopt(answer.invoices());
    }

    /** The same of the documents that hold the numbers. */
    public void adopt(List<XeroInvoiceView> all) {
        List<XeroInvoiceView> holders =
                all.stream().filter(holder -> !holder.element().isBill()).toList();
        Map<Long, XeroInvoiceView> ours = new HashMap<>();
        Set<String> numbers = Set.copyOf(asked());
        for (XeroInvoiceView invoice : holders) {
            OptionalLong id = MarkReader.sourceId(Kind.INVOICE, invoice.element());
            if (id.isPresent()) {
                ours.put(id.getAsLong(), invoice);
            }
        }
        for (Map.Entry<Long, String> entry : List.copyOf(taken.entrySet())) {
            if (!numbers.contains(entry.getValue())) {
                continue;
            }
            taken.remove(entry.getKey());
            store.outbox().find(entry.getKey()).ifPresent(row -> {
                adopt(row, row.sourceId() < 0 ? twin(row, holders) : ours.get(row.sourceId()));
                holder(row, entry.getValue(), holders);
            });
        }
    }

    /** Notes who holds the number of a copy that stays failed, and says so where it is a copy of ours. */
    private void holder(Row refused, String number, List<XeroInvoiceView> invoices) {
        boolean standsFailed = store.outbox()
                .find(refused.id())
                .filter(row -> row.state() == OutboxState.FAILED)
                .isPresent();
        for (XeroInvoiceView invoice : invoices) {
            String id = invoice.id();
            if (standsFailed && !id.isEmpty() && invoice.isNumbered(number)) {
                store.inTransaction(() -> {
                    store.numberHolders().hold(id, number);
                    store.links()
                            .byTarget(Kind.INVOICE, id)
                            .filter(link -> link.sourceId() != refused.sourceId())
                            .ifPresent(link -> ownCopy(refused, number, link));
                });
            }
        }
    }

    private void ownCopy(Row refused, String number, Link holder) {
        Optional<SourceDocument> document = store.documents().find(Kind.INVOICE, holder.sourceId());
        boolean gone = document.filter(known -> known.isGone()).isPresent();
        String now = document.map(SourceDocument::number).orElse(number);
        String other;
        String what;
        if (gone) {
            other = "which was deleted in Harvest";
            what = "rename that copy in Xero before it is voided, or set copy.on-delete=follow so that both happen by"
                    + " themselves";
        } else if (!number.equalsIgnoreCase(now)) {
            other = "which is " + now + " in Harvest by now";
            what = "that happens once its new number can be copied";
        } else {
            other = "which has the same number there";
            what = "give one of the two another number in Harvest";
        }
        Problem problem = Problem.of(FailureCode.NUMBER_HELD_BY_COPY, number)
                .with("other", other)
                .with("what", what);
        store.failedRows().reword(refused.id(), store.causes().reason(problem, clock.instant()));
    }

    /** What has no twin in Harvest carries no id of ours: it must be the same in number, day, currency, total and link. */
    private static @Nullable XeroInvoiceView twin(Row row, List<XeroInvoiceView> invoices) {
        TargetInvoice target = StoredJson.read(String.valueOf(row.content()), TargetInvoice.class);
        return invoices.stream()
                .filter(invoice -> isSame(target, invoice))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSame(TargetInvoice target, XeroInvoiceView invoice) {
        BigDecimal total = invoice.amounts().total();
        return invoice.isNumbered(target.number())
                && target.currency().equals(invoice.currency())
                && target.date().equals(invoice.date())
                && target.url().equals(invoice.element().mark())
                && total != null
                && total.compareTo(target.total()) == 0;
    }

    private void adopt(Row row, @Nullable XeroInvoiceView invoice) {
        boolean linked = store.links().find(row.kind(), row.sourceId()).isPresent();
        if (invoice != null && !linked && store.outboxVerdicts().reopen(row.id())) {
            verdictRecorder.adopt(row, invoice.element().accepted(), "its number was taken by its own copy");
        }
    }
}
