package org.harvestxero.billrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.BillingRunTable.StoredRun;
import org.harvestxero.store.billing.CorrectionTable.Later;
import org.harvestxero.store.billing.CorrectionTable.NewCorrection;
import org.harvestxero.store.billing.CorrectionTable.StoredCorrection;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the chain of balances whole when a period is billed anew: every later period is reckoned twice with the work it met, once by
 * what was left for it before and once by what is left now. What differs is told to a person or charged with the next bill, and what
 * the later periods drew on the balances is set right.
 *
 * <p>Both times the work is as Harvest shows it now, so that a change of that work alone makes no difference here: it is told by
 * whoever compares billed work.
 */
final class LaterPeriodCorrections {
    private static final Set<Reason> BY_BALANCE = Set.of(Reason.CAP, Reason.OVERAGE_NOT_APPROVED, Reason.SMALL_INVOICE);
    private static final Set<Bucket> TOLD = Set.of(Bucket.COVERED, Bucket.HELD, Bucket.WRITTEN_OFF);

    private final ConnectionStore store;
    private final BillingRequests billingRequests;
    private final BillRunStore billRunStore;
    private final ActiveAgreements activeAgreements;
    private final BillingFailures tasks;
    private final Later later;
    private final BillingEngine engine = new BillingEngine();

    LaterPeriodCorrections(
            ConnectionStore store,
            BillingRequests billingRequests,
            BillRunStore billRunStore,
            ActiveAgreements activeAgreements,
            BillingFailures tasks,
            Later later) {
        this.store = store;
        this.billingRequests = billingRequests;
        this.billRunStore = billRunStore;
        this.activeAgreements = activeAgreements;
        this.tasks = tasks;
        this.later = later;
    }

    /** A later run with all it takes to reckon it again. */
    private record Again(
            StoredRun run, ClientBillJob job, DuePeriod period, ClientWork work, List<StoredDecision> decisions) {}

    /** A later run that can't be reckoned again. */
    private record Unknown(StoredRun run, String why) {}

    /** What becomes of the later periods, to be recorded together with the new bill. */
    static final class Effects {
        private final List<Change> changes = new ArrayList<>();
        private final List<Unknown> unknown = new ArrayList<>();

        boolean isNone() {
            return changes.isEmpty() && unknown.isEmpty();
        }
    }

    /** A later run that comes out otherwise: its invoices by key. */
    private record Change(StoredRun run, BillingResult now, List<Part> parts) {}

    /** How much one of its invoices differs. */
    private record Part(String key, String rule, Money amount, String words) {}

    /**
     * What billing the period anew does to later ones; leaves no trace.
     *
     * @param work all that was read of the client's, also of the later periods
     * @param old the run that the period is billed anew for; null for a first bill
     * @param anew bills the period anew; run in a transaction that is rolled back
     */
    Effects of(ClientBillJob job, DuePeriod period, ClientWork work, @Nullable StoredRun old, Runnable anew) {
        Effects effects = new Effects();
        List<StoredRun> runs = after(job, period);
        if (runs.isEmpty() || !movesBalances(job, period)) {
            return effects;
        }
        List<Again> known = new ArrayList<>();
        for (StoredRun run : runs) {
            Again again = again(job, run, work, effects);
            if (again == null) {
                break;
            }
            known.add(again);
        }
        Map<Long, BillingResult> before = reckoned(known, () -> asBilledFirst(old, runs));
        Map<Long, BillingResult> now = reckoned(known, anew);
        for (Again again : known) {
            compare(again, Objects.requireNonNull(before.get(again.run.id())), now.get(again.run.id()), effects);
        }
        return effects;
    }

    /** A run that was undone with its draft's rejection counted when the later ones were billed. */
    private void asBilledFirst(@Nullable StoredRun old, List<StoredRun> later) {
        Instant undone = old == null ? null : old.undoneAt();
        if (old != null
                && undone != null
                && later.stream().noneMatch(run -> run.runAt().isAfter(undone))) {
            store.billingRuns().redo(old.id());
        }
    }

    /** The runs of periods after this one that count, oldest first. */
    List<StoredRun> after(ClientBillJob job, DuePeriod period) {
        return store.billingRuns().ofClient(job.client().id()).stream()
                .filter(run -> run.undoneAt() == null && run.run().mode() != BillingMode.TRIAL)
                .filter(run -> run.run().start().isAfter(period.covered().start()))
                .toList();
    }

    private boolean movesBalances(ClientBillJob job, DuePeriod period) {
        return store.balanceMovements().ofClient(job.client().id()).stream()
                .anyMatch(
                        moved -> !moved.periodStart().isBefore(period.covered().start()));
    }

    private @Nullable Again again(ClientBillJob job, StoredRun run, ClientWork work, Effects effects) {
        Optional<AgreementVersion> version = store.agreementVersions()
                .find(run.run().agreementHash())
                .map(kept -> activeAgreements.restore(kept.file(), kept.content()));
        if (version.isEmpty()) {
            effects.unknown.add(new Unknown(run, "the version of its agreement is not kept"));
            return null;
        }
        Agreement agreement = version.get().in(job.currency());
        Optional<DuePeriod> period = agreement.calendar().named(run.run().period());
        if (period.isEmpty()) {
            effects.unknown.add(new Unknown(run, "its agreement has no such period"));
            return null;
        }
        ClientBillJob of = new ClientBillJob(
                job.client(), job.currency(), version.get(), agreement, List.of(period.get()), job.floor());
        return new Again(
                run,
                of,
                period.get(),
                work.only(admitted(run)),
                store.decisions().ofRun(run.id()));
    }

    /** What the run billed, settled, or left because of a balance. */
    private Set<Work> admitted(StoredRun run) {
        Set<Work> admitted = new HashSet<>();
        store.drafts().ofRun(run.id()).stream()
                .filter(draft -> draft.state().holdsItsWork() || draft.state() == DraftState.SHADOW)
                .flatMap(draft -> draft.content().lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(part -> admitted.add(new Work(
                        WorkKind.of(part.source().kind()), part.source().id())));
        for (NotBilledTable.Row row : store.notBilled().ofRun(run.id())) {
            if (row.bucket().isSettled() || BY_BALANCE.contains(row.reason())) {
                admitted.add(row.work());
            }
        }
        return admitted;
    }

    private Map<Long, BillingResult> reckoned(List<Again> runs, Runnable first) {
        Map<Long, BillingResult> results = new LinkedHashMap<>();
        store.rehearse(() -> {
            first.run();
            runs.forEach(again -> undo(again.run));
            for (Again again : runs) {
                BillingRequest request = billingRequests.make(
                        again.job,
                        again.period,
                        again.work,
                        again.decisions,
                        List.of(),
                        again.run.run().mode());
                BillingResult result = engine.bill(request);
                boolean stored = billRunStore
                        .store(new BillRunStore.Outcome(
                                request,
                                result,
                                stored(again.job.version()),
                                again.run.run().mode(),
                                again.decisions,
                                Map.of(),
                                List.of(),
                                "process"))
                        .isPresent();
                if (!stored) {
                    throw new IllegalStateException(name(again.run) + " was billed by another process meanwhile");
                }
                results.put(again.run.id(), result);
            }
        });
        return results;
    }

    private void undo(StoredRun run) {
        store.drafts().takeBack(run.id());
        store.billingRuns().undo(run.id());
        store.entryStates().releaseRun(run.id(), "reckoned again");
        store.decisions().reopen(run.id());
    }

    private static StoredAgreement stored(AgreementVersion version) {
        return new StoredAgreement(version.hash(), version.file(), version.client(), version.content());
    }

    private static void compare(Again again, BillingResult before, @Nullable BillingResult now, Effects effects) {
        if (now == null) {
            throw new IllegalStateException(again.run.run().period() + " was not reckoned again");
        }
        List<Part> parts = new ArrayList<>();
        Map<String, Draft> was = byKey(before);
        Map<String, Draft> is = byKey(now);
        Set<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        Money nothing = Money.zero(before.tieOut().billed().currency());
        String moved = moved(before, now);
        for (String key : keys) {
            Money old = was.containsKey(key) ? was.get(key).subtotal() : nothing;
            Money anew = is.containsKey(key) ? is.get(key).subtotal() : nothing;
            if (!old.equals(anew)) {
                parts.add(new Part(
                        key,
                        rule(was.get(key), is.get(key), nothing),
                        anew.minus(old),
                        "by what is left now it comes to " + anew + " instead of " + old + " ("
                                + signed(anew.minus(old)) + ")" + moved));
            }
        }
        if (parts.isEmpty() && waits(before, now)) {
            parts.add(new Part("", "", nothing, "its amount stays the same" + moved));
        }
        if (!parts.isEmpty() || !before.movements().equals(now.movements())) {
            effects.changes.add(new Change(again.run, now, parts));
        }
    }

    private static Map<String, Draft> byKey(BillingResult result) {
        return result.drafts().stream()
                .collect(Collectors.toMap(Draft::key, draft -> draft, (one, other) -> one, TreeMap::new));
    }

    /** The one rule whose lines differ; empty for several or none. */
    private static String rule(@Nullable Draft was, @Nullable Draft is, Money nothing) {
        Map<String, Money> sums = new TreeMap<>();
        if (is != null) {
            is.lines().forEach(line -> sums.merge(line.rule(), line.amount(), Money::plus));
        }
        if (was != null) {
            was.lines().forEach(line -> sums.merge(line.rule(), line.amount().negated(), Money::plus));
        }
        List<String> differing = sums.entrySet().stream()
                .filter(sum -> !sum.getValue().equals(nothing))
                .map(Map.Entry::getKey)
                .toList();
        return differing.size() == 1 ? differing.get(0) : "";
    }

    /** Whether other work than before waits or is given up. */
    private static boolean waits(BillingResult before, BillingResult now) {
        Map<Bucket, Hours> was = hours(before);
        Map<Bucket, Hours> is = hours(now);
        return !was.getOrDefault(Bucket.HELD, Hours.ZERO).equals(is.getOrDefault(Bucket.HELD, Hours.ZERO))
                || !was.getOrDefault(Bucket.WRITTEN_OFF, Hours.ZERO)
                        .equals(is.getOrDefault(Bucket.WRITTEN_OFF, Hours.ZERO));
    }

    /** Such as {@code , covered 10.00 h instead of 12.00 h}; empty when the same hours are where they were. */
    private static String moved(BillingResult before, BillingResult now) {
        Map<Bucket, Hours> was = hours(before);
        Map<Bucket, Hours> is = hours(now);
        StringBuilder words = new StringBuilder();
        for (Bucket bucket : Bucket.values()) {
            Hours old = was.getOrDefault(bucket, Hours.ZERO);
            Hours anew = is.getOrDefault(bucket, Hours.ZERO);
            if (TOLD.contains(bucket) && !old.equals(anew)) {
                words.append(", ")
                        .append(bucket.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append(' ')
                        .append(anew)
                        .append(" instead of ")
                        .append(old);
            }
        }
        return words.toString();
    }

    private static Map<Bucket, Hours> hours(BillingResult result) {
        Map<Bucket, Hours> hours = new EnumMap<>(Bucket.class);
        for (NotBilled rest : result.notBilled()) {
            hours.merge(rest.bucket(), rest.hours(), Hours::plus);
        }
        return hours;
    }

    private static String signed(Money amount) {
        return (amount.isPositive() ? "+" : "") + amount;
    }

    /**
     * Records what was found, in the transaction that stores the new bill; gives a sentence for each.
     *
     * @param because the period that was billed anew
     */
    List<String> record(ClientBillJob job, Effects effects, DuePeriod because) {
        List<String> told = new ArrayList<>();
        for (Change change : effects.changes) {
            StoredRun run = change.run;
            store.balanceMovements().replace(job.client().id(), run.id(), change.now.movements());
            if (run.run().mode() == BillingMode.LIVE) {
                change.parts.forEach(part -> told.add(record(job, run, part, because)));
            }
        }
        for (Unknown unknown : effects.unknown) {
            told.add(tasks.laterUnknown(unknown.run.id(), name(unknown.run), because.label(), unknown.why));
        }
        return told;
    }

    private String record(ClientBillJob job, StoredRun run, Part part, DuePeriod because) {
        Optional<StoredCorrection> earlier = store.corrections()
                .open(run.id(), part.key)
                .filter(open -> open.correction().later() != Later.TASK || tasks.isCorrectionOpen(open.id()));
        store.corrections().openOfRun(run.id()).stream()
                .filter(open -> open.correction().draftKey().equals(part.key))
                .forEach(this::close);
        Money amount = earlier.map(open -> open.correction().amount().plus(part.amount))
                .orElse(part.amount);
        String words = earlier.isPresent()
                ? part.words + "; together with what was found before " + signed(amount)
                : part.words;
        if (amount.isZero() && !part.amount.isZero()) {
            return name(run) + ": " + words + ", so nothing is left to settle";
        }
        NewCorrection correction = new NewCorrection(
                job.client().id(),
                run.id(),
                run.run().period(),
                run.run().start(),
                part.key,
                part.rule,
                amount,
                words,
                because.label(),
                amount.isZero() ? Later.TASK : later);
        long id = store.corrections().add(correction);
        if (correction.later() == Later.TASK) {
            return tell(run, id, correction);
        }
        return name(run) + ": " + words + "; the next bill charges it";
    }

    private String tell(StoredRun run, long id, NewCorrection correction) {
        Optional<StoredDraft> draft = store.drafts().ofRun(run.id()).stream()
                .filter(each -> each.content().key().equals(correction.draftKey())
                        && each.state().holdsItsWork())
                .findFirst();
        String number = draft.map(StoredDraft::number).orElse(null);
        String name = name(run)
                + draft.map(each -> " (" + LaterPeriodCorrections.name(each) + ")")
                        .orElse("");
        String how = draft.map(LaterPeriodCorrections::how).orElse("bill the difference by hand");
        Problem problem = Problem.of(FailureCode.LATER_PERIOD_DIFFERS, name)
                .with("because", correction.because())
                .with("words", correction.words())
                .with("how", how);
        tasks.correction(id, number == null ? name : number, correction.amount(), problem);
        return problem.sentence() + " → " + problem.remedy();
    }

    private static String name(StoredDraft draft) {
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

    private static String name(StoredRun run) {
        return run.run().clientName() + ", " + run.run().period();
    }

    /**
     * A run was billed anew: what was found about it before is part of the new bill. What another bill charged of the period already is
     * given back with the next one, once however often the period is billed anew; should that other bill be taken back, both are
     * open again and balance each other.
     */
    void replaced(StoredRun run, DuePeriod period) {
        store.corrections().openOfRun(run.id()).forEach(this::close);
        StoredRun anew = store.billingRuns()
                .standing(run.run().clientId(), period.label())
                .orElseThrow();
        for (StoredCorrection charged : store.corrections().charged(run.run().clientId(), period.label())) {
            NewCorrection was = charged.correction();
            store.corrections()
                    .giveBack(
                            new NewCorrection(
                                    was.clientId(),
                                    anew.id(),
                                    was.period(),
                                    was.periodStart(),
                                    was.draftKey(),
                                    was.rule(),
                                    was.amount().negated(),
                                    signed(was.amount())
                                            + " of it, charged as a correction with another bill, is part of its own"
                                            + " new bill now",
                                    period.label(),
                                    Later.NEXT_BILL),
                            charged);
        }
    }

    private void close(StoredCorrection correction) {
        store.corrections().close(correction.id());
        tasks.correctionSettled(correction.id());
    }
}
