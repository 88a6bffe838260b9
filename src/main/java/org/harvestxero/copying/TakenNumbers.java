package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.ledger.RowState;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;

/**
 * A number Xero refuses as taken may be our own document, whose creation was answered to nobody: then it is adopted. A stranger's
 * document is never touched; the copy stays failed.
 */
public final class TakenNumbers {
    static final int AT_ONCE = 40;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration LONG_REST = Duration.ofMinutes(30);

    private final String connection;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final Clock clock;
    private final Map<Long, String> taken = new ConcurrentHashMap<>();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile Instant restsUntil = Instant.MIN;
    private final AtomicInteger atOnce = new AtomicInteger(AT_ONCE);
    private final Map<String, Instant> later = new ConcurrentHashMap<>();

    public TakenNumbers(String connection, Ledger ledger, Outcomes outcomes, Clock clock) {
        this.clock = clock;
        this.connection = connection;
        this.ledger = ledger;
        this.outcomes = outcomes;
    }

    /** Notes that Xero refused the row's number. */
    void add(Row row) {
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
            ledger.outbox().numbersTaken(connection).forEach(this::add);
        }
        if (taken.isEmpty()) {
            atOnce.set(AT_ONCE);
            later.clear();
        }
        List<String> numbers = asked();
        return numbers.isEmpty() || restsUntil.isAfter(clock.instant()) ? null : holders(numbers);
    }

    /** Asks for the documents that hold the numbers. */
    static XeroRequest holders(List<String> numbers) {
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
    public @Nullable XeroRequest paymentsRequest(XeroAnswer answer) {
        List<String> paid = new ArrayList<>();
        for (JsonNode invoice : answer.json().path("Invoices")) {
            boolean ours = ElementMarks.sourceId(Kind.INVOICE, invoice).isPresent();
            if (ours && invoice.path("AmountPaid").decimalValue().signum() > 0) {
                paid.add(
                        "Invoice.InvoiceID==guid(\"" + invoice.path("InvoiceID").asText() + "\")");
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
    public void payments(XeroAnswer answer) {
        for (JsonNode payment : answer.json().path("Payments")) {
            OptionalLong id = ElementMarks.sourceId(Kind.PAYMENT, payment);
            boolean stands = !"DELETED".equals(payment.path("Status").asText());
            if (stands
                    && id.isPresent()
                    && ledger.links()
                            .find(connection, Kind.PAYMENT, id.getAsLong())
                            .isEmpty()) {
                outcomes.link(id.getAsLong(), Looking.accepted(payment, Kind.PAYMENT), "it stands in Xero already");
            }
        }
    }

    /** Adopts those that carry our mark. */
    public void answer(XeroAnswer answer) {
        Map<Long, JsonNode> ours = new HashMap<>();
        Set<String> numbers = Set.copyOf(asked());
        for (JsonNode invoice : answer.json().path("Invoices")) {
            OptionalLong id = ElementMarks.sourceId(Kind.INVOICE, invoice);
            if (id.isPresent()) {
                ours.put(id.getAsLong(), invoice);
            }
        }
        for (Map.Entry<Long, String> entry : List.copyOf(taken.entrySet())) {
            if (!numbers.contains(entry.getValue())) {
                continue;
            }
            taken.remove(entry.getKey());
            ledger.outbox().find(entry.getKey()).ifPresent(row -> {
                adopt(row, row.sourceId() < 0 ? twin(row, answer.json().path("Invoices")) : ours.get(row.sourceId()));
                holder(row, entry.getValue(), answer.json().path("Invoices"));
            });
        }
    }

    /** Notes who holds the number of a copy that stays failed, and says so where it is a copy of ours. */
    private void holder(Row refused, String number, JsonNode invoices) {
        boolean standsFailed = ledger.outbox()
                .find(refused.id())
                .filter(row -> row.state() == RowState.FAILED)
                .isPresent();
        for (JsonNode invoice : invoices) {
            String id = invoice.path("InvoiceID").asText("");
            if (standsFailed
                    && !id.isEmpty()
                    && number.equalsIgnoreCase(invoice.path("InvoiceNumber").asText())) {
                ledger.inTransaction(() -> {
                    ledger.numberHolders().hold(connection, id, number);
                    ledger.links()
                            .byTarget(connection, Kind.INVOICE, id)
                            .filter(link -> link.sourceId() != refused.sourceId())
                            .ifPresent(link -> ownCopy(refused, number, link));
                });
            }
        }
    }

    private void ownCopy(Row refused, String number, Link holder) {
        Optional<SourceDocument> document = ledger.documents().find(connection, Kind.INVOICE, holder.sourceId());
        boolean gone = document.filter(known -> "gone".equals(known.state())).isPresent();
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
        Problem problem = Problem.of(CauseCode.NUMBER_HELD_BY_COPY, number)
                .with("other", other)
                .with("what", what);
        ledger.outbox().reword(refused.id(), ledger.causes().reason(connection, problem, clock.instant()));
    }

    /** What has no twin in Harvest carries no id of ours: it must be the same in number, day, currency, total and link. */
    private static @Nullable JsonNode twin(Row row, JsonNode invoices) {
        TargetInvoice target = Json.read(String.valueOf(row.content()), TargetInvoice.class);
        for (JsonNode invoice : invoices) {
            boolean same = target.number()
                            .equalsIgnoreCase(invoice.path("InvoiceNumber").asText())
                    && target.currency().equals(invoice.path("CurrencyCode").asText())
                    && invoice.path("DateString").asText("").startsWith(String.valueOf(target.date()))
                    && target.url().equals(invoice.path("Url").asText())
                    && invoice.path("Total").isNumber()
                    && invoice.path("Total").decimalValue().compareTo(target.total()) == 0;
            if (same) {
                return invoice;
            }
        }
        return null;
    }

    private void adopt(Row row, @Nullable JsonNode invoice) {
        boolean linked =
                ledger.links().find(connection, row.kind(), row.sourceId()).isPresent();
        if (invoice != null && !linked && ledger.outbox().reopen(row.id())) {
            outcomes.adopt(row, Looking.accepted(invoice, Kind.INVOICE), "its number was taken by its own copy");
        }
    }
}
