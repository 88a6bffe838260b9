package org.harvestxero.review;

import java.util.List;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Reviews.OpenWord;
import org.harvestxero.api.Reviews.Word;
import org.harvestxero.billing.engine.Decision;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DecisionTable.About;
import org.harvestxero.store.billing.DecisionTable.NewDecision;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/** Keeps what people say about work before its next bill. */
final class WorkDecisions {

    private final ConnectionStore store;
    private final DecisionFactory decisions;

    WorkDecisions(ConnectionStore store, AgreementArchive agreements) {
        this.store = store;
        this.decisions = new DecisionFactory(store, agreements);
    }

    String decide(Word word, String who) {
        NewDecision made = decisions.of(word, who);
        String words = inWords(made);
        store.decide(() -> {
            store.billing().decisions().add(made);
            store.audit().add(who, Kind.BILLING, made.clientId(), "decided", words + ": " + made.reason());
        });
        return words + "; it goes into the client's next bill.";
    }

    List<OpenWord> open() {
        return store.billing().decisions().open().stream()
                .map(stored -> new OpenWord(
                        stored.id(),
                        stored.decision().clientId(),
                        inWords(stored.decision()) + ": " + stored.decision().reason(),
                        stored.decision().by(),
                        stored.madeAt()))
                .toList();
    }

    void forget(long id, String who) {
        StoredDecision stored = store.billing().decisions().open().stream()
                .filter(open -> open.id() == id)
                .findFirst()
                .orElseThrow(() -> new DecisionException(
                        "No decision " + id + " waits for a bill: see `harvest-xero review decisions`."));
        boolean[] done = new boolean[1];
        store.decide(() -> {
            done[0] = store.billing().decisions().forget(id);
            if (done[0]) {
                store.audit()
                        .add(
                                who,
                                Kind.BILLING,
                                stored.decision().clientId(),
                                "decision-taken-back",
                                inWords(stored.decision()));
            }
        });
        if (!done[0]) {
            throw new DecisionException("Decision " + id + " has gone into a bill meanwhile.");
        }
    }

    private static String inWords(NewDecision made) {
        if (made.about() == About.OVERAGE) {
            return "overage of " + made.name() + ": "
                    + (made.money() == null ? String.valueOf(made.hours()) : made.money()) + " approved";
        }
        String what = (made.about() == About.EXPENSE ? "expense " : "time entry ") + made.sourceId() + ": ";
        return what
                + switch (kind(made.kind())) {
                    case HOLD -> "held";
                    case WRITE_OFF -> "written off";
                    case WRITE_DOWN -> "written down to " + made.hours();
                    case BILL -> "billed although it would be held";
                };
    }

    private static Decision.Kind kind(Decision.@Nullable Kind kind) {
        if (kind == null) {
            throw new IllegalStateException("A decision about work says what to do");
        }
        return kind;
    }
}
