package org.harvestxero.copying;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the write-off of an invoice that was re-opened in Harvest, or reports what still counts against it in Xero, by policy
 * (ruling 15): the allocation is taken back, then the credit note is voided.
 */
public final class Reopenings {
    private static final int AT_ONCE = 200;

    private final String connection;
    private final Ledger ledger;
    private final Refusals refusals;
    private final boolean follow;
    private final Clock clock;
    private final NoteRemoval removal;

    /** @param follow whether the credit note is taken back; else it is reported */
    public Reopenings(String connection, Ledger ledger, Refusals refusals, boolean follow, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.refusals = refusals;
        this.follow = follow;
        this.clock = clock;
        this.removal = new NoteRemoval(connection, ledger, clock);
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
        Optional<Link> note = removal.standing(document);
        if (note.isPresent()) {
            return NoteRemoval.request(note.get());
        }
        BigDecimal due = document.dueAmount();
        Optional<BigDecimal> less = ledger.links()
                .find(connection, Kind.INVOICE, document.sourceId())
                .map(Link::amountDue)
                .filter(inXero -> due != null && inXero.compareTo(due) < 0)
                .map(inXero -> Objects.requireNonNull(due).subtract(inXero));
        if (less.isPresent()) {
            String credit = CurrencyDigits.plain(less.get(), currency(document)) + " " + currency(document);
            report(document, less.get(), "a credit or payment of " + credit);
        } else {
            ledger.outbox().supersede(connection, Kind.CREDIT_NOTE, document.sourceId(), "");
        }
        return null;
    }

    /** Takes the credit note off the re-opened invoice and voids it, or reports that it is still there, by policy. */
    public void undo(XeroAnswer answer, SourceDocument document) {
        Link link = removal.standing(document)
                .orElseThrow(() -> new IllegalStateException(
                        "The credit note of invoice " + document.number() + " is no longer known"));
        NoteRemoval.Seen seen = NoteRemoval.read(answer);
        if (seen.isEnded()) {
            removal.ended(document, seen);
        } else if (follow && seen.isOnly(ledger.links().find(connection, Kind.INVOICE, document.sourceId()))) {
            removal.plan(
                    document,
                    link,
                    seen,
                    "reopened:" + document.fingerprint(),
                    "re-opened",
                    "in Harvest; its credit note " + link.number() + " is taken back");
        } else if (seen.allocations().isEmpty()) {
            ledger.outbox()
                    .settle(
                            connection,
                            WriteOffs.settled(document, "still:"),
                            "the credit note is set against nothing");
        } else {
            report(document, link.total(), "credit note " + link.number());
        }
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
}
