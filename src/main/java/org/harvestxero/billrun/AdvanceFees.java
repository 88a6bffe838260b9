package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.BillingRunTable.Billed;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.worth.AdvanceFee;
import org.harvestxero.worth.BilledAdvances;
import org.jspecify.annotations.Nullable;

/** Finds fees on bills of ours that are dated before the days that they are for are over. */
public final class AdvanceFees implements BilledAdvances {
    private static final Set<Movement.Kind> USES =
            EnumSet.of(Movement.Kind.USED, Movement.Kind.LAPSED, Movement.Kind.CREDITED);

    private final ConnectionStore store;
    private final ActiveAgreements agreements;
    private final Map<String, Optional<Agreement>> versions = new HashMap<>();

    /** @param agreements gives back versions that bills were made by */
    public AdvanceFees(ConnectionStore store, ActiveAgreements agreements) {
        this.store = store;
        this.agreements = agreements;
    }

    @Override
    public synchronized List<AdvanceFee> billedUntil(LocalDate day) {
        versions.clear();
        Set<Long> clients = new TreeSet<>();
        for (Billed each : store.billing().billingRuns().periods()) {
            clients.add(each.clientId());
        }
        List<AdvanceFee> fees = new ArrayList<>();
        clients.forEach(client -> fees.addAll(ofClient(client, day)));
        fees.sort(Comparator.comparing((AdvanceFee fee) -> fee.client().name())
                .thenComparing(fee -> fee.bill().issued())
                .thenComparing(fee -> fee.bill().draft()));
        return List.copyOf(fees);
    }

    private List<AdvanceFee> ofClient(long client, LocalDate day) {
        List<AdvanceFee> fees = new ArrayList<>();
        @Nullable Uses uses = null;
        for (StoredDraft draft : store.billing().drafts().ofClient(client)) {
            DraftDates dates = DraftDates.of(draft, agreements.zone());
            if (!dates.wasIssued() || draft.content().issueDate().isAfter(day)) {
                continue;
            }
            for (DraftLine line : draft.content().lines()) {
                Optional<BillingPeriod> span =
                        line.kind() == LineKind.FEE && line.own().isPositive()
                                ? span(draft, line)
                                        .filter(each -> each.end()
                                                .isAfter(draft.content().issueDate()))
                                : Optional.empty();
                if (span.isPresent()) {
                    uses = uses == null ? new Uses(client) : uses;
                    fees.add(new AdvanceFee(
                            new AdvanceFee.Bill(
                                    draft.id(),
                                    draft.number() == null ? "" : draft.number(),
                                    draft.content().issueDate(),
                                    dates.creditedOn()),
                            new Named(draft.clientId(), draft.clientName()),
                            line.rule(),
                            span.get(),
                            line.own(),
                            uses.of(line.rule(), span.get().start())));
                }
            }
        }
        return fees;
    }

    /** The days that a fee is for, by the agreement that the bill was made by; empty for what is no fee of a retainer of it. */
    private Optional<BillingPeriod> span(StoredDraft draft, DraftLine line) {
        return agreement(draft).flatMap(agreement -> {
            BillingCalendar calendar = agreement.calendar();
            Optional<DuePeriod> billed = calendar.named(draft.period());
            return agreement.rules().stream()
                    .filter(rule -> rule.name().equals(line.rule()))
                    .map(Rule::terms)
                    .filter(Retainer.class::isInstance)
                    .map(Retainer.class::cast)
                    .findFirst()
                    .flatMap(retainer -> retainer.when() == Retainer.When.IN_ADVANCE
                            ? billed.flatMap(period -> Optional.ofNullable(calendar.after(period)))
                            : billed)
                    .map(DuePeriod::covered);
        });
    }

    private Optional<Agreement> agreement(StoredDraft draft) {
        return versions.computeIfAbsent(
                draft.agreementHash(),
                hash -> store.billing()
                        .agreementVersions()
                        .find(hash)
                        .map(kept -> agreements
                                .restore(kept.file(), kept.content())
                                .in(Currency.getInstance(draft.currency()))));
    }

    /** What was used of what a client's fees include. */
    private final class Uses {
        private final List<StoredMovement> movements;
        private final Map<Long, LocalDate> ends = new HashMap<>();
        private final LocalDate knownUntil;

        Uses(long client) {
            this.movements = store.billing().balanceMovements().ofClient(client);
            for (StoredRun run : PeriodRuns.of(store, client).toList()) {
                ends.put(run.id(), run.run().end());
            }
            this.knownUntil = ends.values().stream().max(LocalDate::compareTo).orElse(LocalDate.MIN);
        }

        AdvanceFee.Use of(String rule, LocalDate lot) {
            BigDecimal granted = BigDecimal.ZERO;
            List<AdvanceFee.Used> used = new ArrayList<>();
            for (StoredMovement stored : movements) {
                Movement movement = stored.movement();
                if (!movement.name().equals(rule) || !lot.equals(movement.lot())) {
                    continue;
                }
                if (movement.kind() == Movement.Kind.GRANTED) {
                    granted = granted.add(amount(movement));
                } else if (USES.contains(movement.kind())) {
                    LocalDate day = ends.getOrDefault(stored.runId(), stored.periodStart());
                    used.add(new AdvanceFee.Used(day, amount(movement)));
                }
            }
            return new AdvanceFee.Use(granted, used, knownUntil);
        }

        private static BigDecimal amount(Movement movement) {
            @Nullable Hours hours = movement.hours();
            @Nullable Money money = movement.money();
            return hours != null ? BigDecimal.valueOf(hours.parts()) : money != null ? money.amount() : BigDecimal.ZERO;
        }
    }
}
