package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.profit.FeeSplit;
import org.harvestxero.profit.Part;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;

/** Finds the work that fees of retainers cover, in the bill of the period that a fee is for, and splits them over it. */
final class CoveredWork {
    /** What the words of an invoice hold whose fee can't be split yet. */
    static final String NOT_YET = "unassigned until its period is billed";

    /** What the words of an invoice hold that has a part of a fee alone, while the rest waits for room in an order. */
    static final String HELD_BACK = "the rest of the fee is held back";

    private final ConnectionStore store;
    private final Map<Long, List<StoredMovement>> movements = new HashMap<>();
    private final Map<Long, List<StoredRun>> runs = new HashMap<>();
    private final Map<Long, List<StoredDraft>> drafts = new HashMap<>();
    private final Map<Long, List<NotBilledTable.Row>> rows = new HashMap<>();

    CoveredWork(ConnectionStore store) {
        this.store = store;
    }

    /** @param how in words; empty for what is no fee of a retainer */
    record Split(List<Part> parts, String how) {}

    /** What no entry accounts for of a line. @param project that the line names */
    Split split(StoredDraft draft, DraftLine line, Named project) {
        if (line.kind() != LineKind.FEE || !line.own().isPositive()) {
            return new Split(List.of(Part.of(project, line.own().amount())), "");
        }
        LocalDate start = lot(draft, line);
        Optional<StoredRun> billed = runs(draft.clientId()).stream()
                .filter(run -> run.undoneAt() == null && run.run().mode() == BillingMode.LIVE)
                .filter(run -> !run.run().period().startsWith("ready-"))
                .filter(run -> run.run().start().equals(start))
                .reduce((first, last) -> last);
        if (billed.isEmpty()) {
            return new Split(
                    List.of(Part.of(project, line.own().amount())),
                    project.id() == 0 ? "a fee is " + NOT_YET : "a fee's work is " + NOT_YET);
        }
        List<FeeSplit.Covered> covered = rows(billed.get().id()).stream()
                .filter(row -> row.bucket() == Bucket.COVERED && row.reason() == Reason.RETAINER)
                .filter(row -> row.rule().equals(line.rule()))
                .map(CoveredWork::covered)
                .toList();
        boolean money = isInMoney(draft.clientId(), line.rule(), start);
        List<Part> parts =
                FeeSplit.of(project, new FeeSplit.Line(line.own().amount(), all(draft, line, start)), covered, money);
        return new Split(
                parts,
                parts.stream().allMatch(part -> part.person().equals(Subject.Person.NOBODY))
                        ? "a fee covers no work"
                        : "a fee by the " + (money ? "worth" : "hours") + " that it covers"
                                + (isHeldBack(draft.clientId(), line.rule(), start) ? "; " + HELD_BACK : ""));
    }

    private static FeeSplit.Covered covered(NotBilledTable.Row row) {
        Origin origin = row.source().origin();
        return new FeeSplit.Covered(
                new Named(origin.project().id(), origin.project().name()),
                Subject.Person.of(origin.person(), origin.roles()),
                origin.kind(),
                row.hours().toBigDecimal(),
                row.worth());
    }

    /** First day of the period that the fee is for: of one billed in advance another than the bill's own. */
    private LocalDate lot(StoredDraft draft, DraftLine line) {
        LocalDate start = draft.periodStart();
        for (StoredMovement stored : movements(draft.clientId())) {
            Movement movement = stored.movement();
            boolean fee = movement.kind() == Movement.Kind.FEE_BILLED || movement.kind() == Movement.Kind.FEE_RELEASED;
            LocalDate lot = movement.lot();
            if (fee
                    && stored.runId() == draft.runId()
                    && movement.name().equals(line.rule())
                    && lot != null
                    && movement.money() != null) {
                if (movement.money().amount().compareTo(line.own().amount()) == 0) {
                    return lot;
                }
                start = lot;
            }
        }
        return start;
    }

    /** What all lines come to that have a part of the fee: one for which its order had no room is billed later, by itself. */
    private BigDecimal all(StoredDraft draft, DraftLine line, LocalDate lot) {
        BigDecimal all = BigDecimal.ZERO;
        for (StoredDraft each : drafts(draft.clientId())) {
            boolean counts = each.id() == draft.id() || each.state().holdsItsWork();
            for (DraftLine other : counts ? each.content().lines() : List.<DraftLine>of()) {
                if (isPart(other, line) && lot(each, other).equals(lot)) {
                    all = all.add(other.own().amount());
                }
            }
        }
        return all;
    }

    private static boolean isPart(DraftLine other, DraftLine line) {
        return other.kind() == LineKind.FEE
                && other.own().isPositive()
                && other.rule().equals(line.rule())
                && project(other) == project(line);
    }

    private static long project(DraftLine line) {
        return line.project() == null ? 0 : line.project().id();
    }

    private boolean isHeldBack(long client, String rule, LocalDate lot) {
        BigDecimal held = BigDecimal.ZERO;
        for (StoredMovement stored : movements(client)) {
            Movement movement = stored.movement();
            if (movement.money() != null && movement.name().equals(rule) && lot.equals(movement.lot())) {
                held = switch (movement.kind()) {
                    case FEE_HELD -> held.add(movement.money().amount());
                    case FEE_RELEASED -> held.subtract(movement.money().amount());
                    default -> held;
                };
            }
        }
        return held.signum() > 0;
    }

    /** Whether the fee includes money, not hours. */
    private boolean isInMoney(long client, String rule, LocalDate lot) {
        return movements(client).stream()
                .map(StoredMovement::movement)
                .filter(movement -> movement.kind() == Movement.Kind.GRANTED)
                .filter(movement -> movement.name().equals(rule) && lot.equals(movement.lot()))
                .anyMatch(movement -> movement.money() != null);
    }

    private List<StoredMovement> movements(long client) {
        return movements.computeIfAbsent(
                client, id -> store.billing().balanceMovements().ofClient(id));
    }

    private List<StoredDraft> drafts(long client) {
        return drafts.computeIfAbsent(client, id -> store.billing().drafts().ofClient(id));
    }

    private List<StoredRun> runs(long client) {
        return runs.computeIfAbsent(client, id -> store.billing().billingRuns().ofClient(id));
    }

    private List<NotBilledTable.Row> rows(long run) {
        return rows.computeIfAbsent(run, id -> store.billing().notBilled().ofRun(id));
    }
}
