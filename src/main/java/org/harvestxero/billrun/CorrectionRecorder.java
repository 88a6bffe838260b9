package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.billing.NewCorrection;
import org.harvestxero.store.billing.StoredCorrection;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;

/**
 * Records what later periods come to otherwise: as a correction the next bill charges, or as a failed copy that asks a person; and closes
 * what a new bill made good.
 */
final class CorrectionRecorder {
    private final ConnectionStore store;
    private final BillingFailures tasks;
    private final Later later;

    CorrectionRecorder(ConnectionStore store, BillingFailures tasks, Later later) {
        this.store = store;
        this.tasks = tasks;
        this.later = later;
    }

    /**
     * Records what was found, in the transaction that stores the new bill; gives a sentence for each.
     *
     * @param because the period that was billed anew
     */
    List<String> record(ClientBillJob job, LaterPeriodEffects effects, DuePeriod because) {
        List<String> told = new ArrayList<>();
        for (LaterPeriodEffects.Change change : effects.changes()) {
            StoredRun run = change.run();
            store.billing()
                    .balanceMovements()
                    .replace(job.client().id(), run.id(), change.now().movements());
            if (run.run().mode() == BillingMode.LIVE) {
                change.parts().forEach(part -> told.add(record(job, run, part, because)));
            }
        }
        for (LaterPeriodEffects.Unknown unknown : effects.unknown()) {
            told.add(tasks.laterUnknown(unknown.run().id(), name(unknown.run()), because.label(), unknown.why()));
        }
        return told;
    }

    String record(ClientBillJob job, StoredRun run, LaterPeriodDifferences.Part part, DuePeriod because) {
        Optional<StoredCorrection> earlier = store.billing()
                .corrections()
                .open(run.id(), part.key())
                .filter(open -> open.correction().later() != Later.TASK || tasks.isCorrectionOpen(open.id()));
        store.billing().corrections().openOfRun(run.id()).stream()
                .filter(open -> open.correction().draftKey().equals(part.key()))
                .forEach(this::close);
        Money amount = earlier.map(open -> open.correction().amount().plus(part.amount()))
                .orElse(part.amount());
        String words = earlier.isPresent()
                ? part.words() + "; together with what was found before " + LaterPeriodDifferences.signed(amount)
                : part.words();
        if (amount.isZero() && !part.amount().isZero()) {
            return name(run) + ": " + words + ", so nothing is left to settle";
        }
        NewCorrection correction = new NewCorrection(
                job.client().id(),
                run.id(),
                run.run().period(),
                run.run().start(),
                part.key(),
                part.rule(),
                amount,
                words,
                because.label(),
                amount.isZero() ? Later.TASK : later);
        long id = store.billing().corrections().add(correction);
        if (correction.later() == Later.TASK) {
            return tell(run, id, correction);
        }
        return name(run) + ": " + words + "; the next bill charges it";
    }

    private String tell(StoredRun run, long id, NewCorrection correction) {
        Optional<StoredDraft> draft = store.billing().drafts().ofRun(run.id()).stream()
                .filter(each -> each.content().key().equals(correction.draftKey())
                        && each.state().holdsItsWork())
                .findFirst();
        String number = draft.map(StoredDraft::number).orElse(null);
        String name = name(run)
                + draft.map(each -> " (" + CorrectionRecorder.name(each) + ")").orElse("");
        String how = draft.map(CorrectionRecorder::how).orElse("bill the difference by hand");
        Problem problem = Problem.of(FailureCode.LATER_PERIOD_DIFFERS, name)
                .with("because", correction.because())
                .with("words", correction.words())
                .with("how", how);
        tasks.correction(id, number == null ? name : number, correction.amount(), problem);
        return problem.sentence() + " → " + problem.remedy();
    }

    static String name(StoredDraft draft) {
        return draft.number() == null ? "draft " + PublicIds.draft(draft.id()) : "invoice " + draft.number();
    }

    private static String how(StoredDraft draft) {
        return switch (draft.state()) {
            case REVIEW, HELD, APPROVED ->
                "reject the draft and bill it again with `review reject " + PublicIds.draft(draft.id())
                        + " --bill-again`";
            default -> "bill it anew with `bill --credit-and-rebill " + draft.number() + "`";
        };
    }

    static String name(StoredRun run) {
        return run.run().clientName() + ", " + run.run().period();
    }

    /**
     * A run was billed anew: what was found about it before is part of the new bill. What another bill charged of the period already is
     * given back with the next one, once however often the period is billed anew; should that other bill be taken back, both are
     * open again and balance each other.
     */
    void replaced(StoredRun run, DuePeriod period) {
        store.billing().corrections().openOfRun(run.id()).forEach(this::close);
        StoredRun anew = store.billing()
                .billingRuns()
                .standing(run.run().clientId(), period.label())
                .orElseThrow();
        for (StoredCorrection charged :
                store.billing().corrections().charged(run.run().clientId(), period.label())) {
            NewCorrection was = charged.correction();
            store.billing()
                    .corrections()
                    .giveBack(
                            new NewCorrection(
                                    was.clientId(),
                                    anew.id(),
                                    was.period(),
                                    was.periodStart(),
                                    was.draftKey(),
                                    was.rule(),
                                    was.amount().negated(),
                                    LaterPeriodDifferences.signed(was.amount())
                                            + " of it, charged as a correction with another bill, is part of its own"
                                            + " new bill now",
                                    period.label(),
                                    Later.NEXT_BILL),
                            charged);
        }
    }

    void close(StoredCorrection correction) {
        store.billing().corrections().close(correction.id());
        tasks.correctionSettled(correction.id());
    }
}
