package org.harvestxero.store.billing;

import java.time.Instant;
import java.time.LocalDate;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.jspecify.annotations.Nullable;

/**
 * A draft as it stands.
 *
 * @param clientName as Harvest called the client when the period was billed
 * @param period label of the period
 * @param version names this state of it in every change
 * @param step how many steps of its review have said yes
 * @param number reserved; null while it has none
 * @param content with all edits
 * @param original as the run made it, once a reviewer changed it; else null
 * @param agreementHash the version of the agreement that made it
 * @param harvestId its mirror; null without one
 * @param mirrorNote why it has none; null while that is open or it has one
 * @param replaces the draft it was made for anew; null for none
 * @param decidedBy who decided last; null while nobody did
 */
public record StoredDraft(
        long id,
        long runId,
        long clientId,
        String clientName,
        String period,
        LocalDate periodStart,
        LocalDate periodEnd,
        DraftState state,
        int version,
        int step,
        @Nullable String number,
        String currency,
        Draft content,
        @Nullable Draft original,
        String agreementHash,
        @Nullable Long harvestId,
        @Nullable String mirrorNote,
        @Nullable Long replaces,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {
    /** The same draft if it said something else. */
    public StoredDraft with(Draft other) {
        return new StoredDraft(
                id,
                runId,
                clientId,
                clientName,
                period,
                periodStart,
                periodEnd,
                state,
                version,
                step,
                number,
                currency,
                other,
                original,
                agreementHash,
                harvestId,
                mirrorNote,
                replaces,
                createdAt,
                decidedAt,
                decidedBy);
    }

    /** What its Xero copy is filed under: its mirror in Harvest, else minus its own id. */
    public long sourceId() {
        return harvestId == null ? -id : harvestId;
    }

    /** What its Xero copy is: a draft below zero is sent as a credit note. */
    public Kind xeroKind() {
        return content.subtotal().isNegative() ? Kind.CREDIT_NOTE : Kind.INVOICE;
    }

    /** The revision of its outbox row. */
    public Revision revision() {
        return Revision.of(RevisionKind.DRAFT, id);
    }
}
