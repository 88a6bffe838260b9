package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Outbox.Dependency;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroWire;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the write-off of an invoice that was re-opened in Harvest, or reports what still counts against it in Xero, by policy
 * (ruling 15): the allocation is taken back, then the credit note is voided.
 */
public final class Reopenings {
    private static final int AT_ONCE = 200;
    private static final Set<String> ENDED = Set.of("VOIDED", "DELETED");
    private static final Set<String> UNAPPROVED = Set.of("DRAFT", "SUBMITTED");

    private final String connection;
    private final Ledger ledger;
    private final Refusals refusals;
    private final boolean follow;
    private final Clock clock;

    /** @param follow whether the credit note is taken back; else it is reported */
    public Reopenings(String connection, Ledger ledger, Refusals refusals, boolean follow, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.refusals = refusals;
        this.follow = follow;
        this.clock = clock;
    }

    /** Invoices re-opened in Harvest of which something is left to undo. */
    public List<SourceDocument> next() {
        return ledger.documents().reopened(connection, clock.instant(), AT_ONCE);
    }

    /**
     * Asks how the credit note of a re-opened invoice stands now; null when none is in Xero. Then what was not sent of the write-off
     * is dropped, and what someone credited by hand is reported.
     */
    public @Nullable XeroRequest noteRequest(SourceDocument document) {
        Optional<Link> note = standingNote(ledger, connection, document);
        if (note.isPresent()) {
            return XeroRequest.get("/CreditNotes")
                    .with("where", "CreditNoteID==guid(\"" + note.get().targetId() + "\")")
                    .with("page", "1");
        }
        BigDecimal due = document.dueAmount();
        Optional<BigDecimal> less = ledger.links()
                .find(connection, Kind.INVOICE, document.sourceId())
                .map(Link::amountDue)
                .filter(inXero -> due != null && inXero.compareTo(due) < 0)
                .map(inXero -> Objects.requireNonNull(due).subtract(inXero));
        if (less.isPresent()) {
            String credit = less.get().toPlainString() + " " + currency(document);
            report(document, less.get(), "a credit or payment of " + credit);
        } else {
            ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, document.sourceId(), "");
        }
        return null;
    }

    /** Takes the credit note off the re-opened invoice and voids it, or reports that it is still there, by policy. */
    public void undo(XeroAnswer answer, SourceDocument document) {
        Link link = standingNote(ledger, connection, document)
                .orElseThrow(() -> new IllegalStateException(
                        "The credit note of invoice " + document.number() + " is no longer known"));
        JsonNode note = answer.json().path("CreditNotes").path(0);
        String status = note.path("Status").asText("DELETED");
        if (ENDED.contains(status)) {
            ledger.inTransaction(() -> {
                ledger.links().status(connection, Kind.CREDIT_NOTE, document.sourceId(), status);
                ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, document.sourceId(), "");
            });
            return;
        }
        List<JsonNode> allocations = new ArrayList<>();
        note.path("Allocations").forEach(allocations::add);
        Optional<Link> invoice = ledger.links().find(connection, Kind.INVOICE, document.sourceId());
        boolean ours = allocations.stream()
                .allMatch(each -> invoice.map(Link::targetId)
                        .filter(each.path("Invoice").path("InvoiceID").asText("")::equals)
                        .isPresent());
        if (follow && ours) {
            undo(document, link, status, allocations);
        } else if (allocations.isEmpty()) {
            ledger.outbox()
                    .settle(
                            connection,
                            WriteOffs.settled(document, "still:"),
                            "the credit note is set against nothing");
        } else {
            report(document, link.total(), "credit note " + link.number());
        }
    }

    private void undo(SourceDocument document, Link note, String status, List<JsonNode> allocations) {
        String revision = "reopened:" + document.fingerprint();
        String order = OrderKeys.now(clock);
        boolean draft = UNAPPROVED.contains(status);
        ledger.inTransaction(() -> {
            ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, document.sourceId(), revision);
            for (JsonNode allocation : allocations) {
                String id = allocation.path("AllocationID").asText();
                plan(document, note, revision + ":" + id, Action.DEALLOCATE, order, id);
            }
            plan(
                    document,
                    note,
                    revision,
                    draft ? Action.DELETE : Action.VOID,
                    order + ":later",
                    XeroWire.creditNoteStatusChange(note.targetId(), draft ? "DELETED" : "VOIDED"));
            ledger.audit()
                    .add(
                            connection,
                            "harvest",
                            Kind.INVOICE,
                            document.sourceId(),
                            "re-opened",
                            "in Harvest; its credit " + "note " + note.number() + " is taken back");
        });
    }

    private void plan(
            SourceDocument document, Link note, String revision, Action action, String order, String element) {
        ledger.outbox()
                .plan(
                        connection,
                        new Intent(
                                Kind.CREDIT_NOTE,
                                document.sourceId(),
                                revision,
                                action,
                                document.sourceId(),
                                order,
                                new Dependency(Kind.CREDIT_NOTE, document.sourceId(), null),
                                element,
                                null,
                                note.number(),
                                note.currency(),
                                null,
                                null));
    }

    private void report(SourceDocument document, @Nullable BigDecimal credited, String credit) {
        String revision = "still:" + document.fingerprint();
        String number = String.valueOf(document.number());
        Problem problem = Problem.of(CauseCode.REOPENED_IN_HARVEST, number).with("credit", credit);
        ledger.inTransaction(() -> {
            ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, document.sourceId(), revision);
            refusals.refuse(
                    Kind.CREDIT_NOTE,
                    document.sourceId(),
                    document.number(),
                    currency(document),
                    credited,
                    revision,
                    List.of(problem));
        });
    }

    private static @Nullable String currency(SourceDocument document) {
        return Json.tree(document.content()).path("currency").asText(null);
    }

    /** The write-off's credit note, as long as it is neither voided nor deleted. */
    static Optional<Link> standingNote(Ledger ledger, String connection, SourceDocument document) {
        return ledger.links()
                .find(connection, Kind.CREDIT_NOTE, document.sourceId())
                .filter(note -> !ENDED.contains(String.valueOf(note.status())));
    }
}
