package org.harvestxero.copy.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;

/** Tells of payments people entered in Xero beside ours, as long as they stand there unexplained. */
final class DoublePayments {
    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;

    DoublePayments(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
    }

    /** @param posted payments of ours that stand in Xero @param rest what nobody explained of the others there */
    void compare(long invoice, List<InHarvest> posted, List<InXero> rest) {
        Map<Long, InXero> twice = SameMoney.pairs(posted, rest);
        for (InHarvest payment : posted) {
            InXero theirs = twice.get(payment.id());
            Optional<Revision> revision =
                    Optional.ofNullable(theirs).map(other -> Revision.of(RevisionKind.TWICE, other.id()));
            store.outbox().openOf(Kind.PAYMENT, payment.id()).stream()
                    .filter(row -> row.revision().is(RevisionKind.TWICE)
                            && revision.filter(row.revision()::equals).isEmpty())
                    .forEach(row -> store.failedRows().discard(row.id(), "it is explained"));
            if (theirs != null) {
                tell(invoice, payment, theirs, revision.orElseThrow());
            }
        }
    }

    private void tell(long invoice, InHarvest payment, InXero theirs, Revision revision) {
        Optional<Link> link = store.links().find(Kind.INVOICE, invoice);
        String number = link.map(Link::number).orElse("?");
        String currency = link.map(Link::currency).orElse("");
        ownRefusalRecorder.refuse(
                Kind.PAYMENT,
                payment.id(),
                number,
                currency,
                payment.amount(),
                revision,
                List.of(SameMoney.twice(number, currency, payment, theirs)));
    }

    /** A person says that the payment entered in Xero beside ours is other money. */
    void bothStand(long row, String who) {
        store.outbox()
                .find(row)
                .map(Row::revision)
                .filter(revision -> revision.is(RevisionKind.TWICE))
                .ifPresent(revision -> store.otherPayments().explain(List.of(revision.subject()), who));
    }
}
