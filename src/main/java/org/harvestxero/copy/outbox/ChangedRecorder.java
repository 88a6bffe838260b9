package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.Optional;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;

/** Records documents that were edited or approved in Xero. */
final class ChangedRecorder {
    private final ConnectionStore store;
    private final DifferenceRecorder differences;
    private final FollowUpPlanner followUps;
    private final Clock clock;

    ChangedRecorder(ConnectionStore store, Clock clock) {
        this.store = store;
        this.differences = new DifferenceRecorder(store, clock);
        this.followUps = new FollowUpPlanner(store);
        this.clock = clock;
    }

    void record(AcceptedRow taken) {
        Row row = taken.row();
        ElementVerdict.Accepted accepted = taken.accepted();
        Optional<Link> before = store.links().find(row.kind(), row.sourceId());
        boolean agrees = row.total() == null ? before.map(Link::agrees).orElse(true) : taken.agrees();
        boolean repaired = before.map(WrittenText::isRepaired).orElse(false);
        String written = row.written() != null
                ? WrittenText.of(taken, WrittenText.asXeroHasIt(taken, row.written(), agrees), repaired)
                : before.map(Link::written)
                        .map(earlier -> WrittenText.withLineIdsOf(taken, earlier))
                        .orElse(null);
        store.links()
                .put(taken.link(
                        agrees, before.map(Link::origin).orElse(CopyOutcome.CREATED.code()), written, clock.instant()));
        before.map(Link::number)
                .filter(number -> accepted.number() != null && !number.equalsIgnoreCase(accepted.number()))
                .ifPresent(number -> freed(accepted.targetId(), number));
        if (!agrees) {
            differences.record(taken);
            return;
        }
        store.outboxVerdicts().done(row.id(), CopyOutcome.UPDATED.code(), taken.warnings());
        store.outboxVerdicts().supersedeFailedBefore(row.kind(), row.sourceId(), row.id());
        if (isApprovedNext(taken, repaired)) {
            followUps.approve(row, accepted.targetId());
        }
    }

    private static boolean isApprovedNext(AcceptedRow taken, boolean repaired) {
        String target = taken.row().written();
        return taken.row().action() == Action.UPDATE
                && taken.isInvoiceLike()
                && target != null
                && (SentRow.isToBeApproved(target) || (repaired && SentRow.wantsAuthorised(target)))
                && taken.isDraft();
    }

    /** A document of ours goes by another number: what was refused for the one it had is tried again. */
    private void freed(String targetId, String number) {
        store.numberHolders().forget(targetId);
        store.failedRows().wakeNumber(number);
    }
}
