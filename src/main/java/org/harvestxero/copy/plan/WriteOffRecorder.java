package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Records what is decided of a write-off: a credit note, that nothing is to be credited, or why it can't be. */
final class WriteOffRecorder {
    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;

    WriteOffRecorder(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    /** What was credited is no longer what is written off, and stays: a person is told. */
    void drifted(SourceDocument document, String currency, Link note, BigDecimal open) {
        String words = shown(note) + " " + currency + " were credited as " + note.number()
                + ", but what is written off in Harvest is " + CurrencyDigits.plain(open, currency) + " now";
        Problem drift =
                Problem.of(FailureCode.DRIFT, String.valueOf(document.number())).with("differences", words);
        ownRefusalRecorder.refuse(
                Kind.CREDIT_NOTE,
                document.sourceId(),
                document.number(),
                currency,
                open,
                revision(document),
                List.of(drift));
    }

    /** What the credit note comes to. */
    static String shown(Link note) {
        BigDecimal total = note.total();
        return total == null ? "?" : CurrencyDigits.plain(total, note.currency());
    }

    /** A link to an earlier credit note that was voided gives way. */
    void create(SourceDocument document, TargetInvoice note) {
        Intent intent = new Intent(
                Kind.CREDIT_NOTE,
                document.sourceId(),
                revision(document),
                Action.CREATE,
                document.sourceId(),
                OrderKeys.now(clock),
                new Dependency(Kind.CONTACT, note.clientId(), null),
                StoredJson.write(note),
                null,
                note.number(),
                note.currency(),
                note.total(),
                note.totalTax());
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId(), revision(document));
            store.links().forget(Kind.CREDIT_NOTE, document.sourceId());
            store.outboxPlanner().plan(intent);
        });
    }

    /** The intent of a write-off with which nothing is left to do. */
    static Intent settled(SourceDocument document, RevisionKind kind) {
        return new Intent(
                Kind.CREDIT_NOTE,
                document.sourceId(),
                Revision.of(kind, document.fingerprint()),
                Action.CREATE,
                document.sourceId(),
                "0",
                null,
                "",
                null,
                document.number(),
                null,
                null,
                null);
    }

    void refuse(SourceDocument document, @Nullable String currency, @Nullable BigDecimal open, List<Problem> problems) {
        Revision revision = revision(document);
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.CREDIT_NOTE, document.sourceId(), revision);
            ownRefusalRecorder.refuse(
                    Kind.CREDIT_NOTE, document.sourceId(), document.number(), currency, open, revision, problems);
        });
    }

    private static Revision revision(SourceDocument document) {
        return Revision.of(RevisionKind.CLOSED, document.fingerprint());
    }
}
