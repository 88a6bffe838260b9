package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.Fraction;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Unused;
import org.jspecify.annotations.Nullable;

/** The lots a retainer has in one period: what was carried over and what the period grants; the oldest is used first. */
final class Allowance {
    private final Run run;
    private final RuleAt rule;
    private final Retainer terms;
    private final List<LotMeter> lots = new ArrayList<>();

    Allowance(Run run, RuleAt rule, Retainer terms) {
        this.run = run;
        this.rule = rule;
        this.terms = terms;
    }

    /** Takes over what earlier periods left and grants this period's. */
    void open() {
        LocalDate dayBefore = run.period().covered().start().minusDays(1);
        run.request().known().balances().lots().stream()
                .filter(lot -> lot.rule().equals(rule.name()))
                .sorted(Comparator.comparing(Lot::granted))
                .map(LotMeter::new)
                .forEach(lot -> takeOver(lot, dayBefore));
        if (!run.period().isFinal() || terms.feeInFinalPeriod()) {
            grant();
        }
    }

    /** Covers what it can of a part; the rest is overage. */
    Hours cover(Part part) {
        Hours covered = Hours.ZERO;
        for (LotMeter lot : lots) {
            Hours wanted = part.billed().minus(covered);
            if (wanted.isZero() || lot.isEmpty()) {
                continue;
            }
            covered = covered.plus(lot.cover(wanted, part.priced().rate()));
        }
        return covered;
    }

    boolean isInMoney() {
        return terms.included() instanceof Limit.InMoney;
    }

    /** Records what was used and decides what becomes of the rest; gives the lots to credit. */
    List<LotMeter> close() {
        lots.stream()
                .filter(lot -> !isNothing(lot.used()))
                .forEach(lot -> run.outcome().movements.add(lot.movement(Movement.Kind.USED, lot.used())));
        Unused unused = terms.unused();
        if (unused.fate() == Unused.Fate.CREDIT) {
            return lots.stream().filter(lot -> !lot.isEmpty()).toList();
        }
        LocalDate end = run.period().covered().end();
        boolean nothingCarried =
                unused.fate() == Unused.Fate.LAPSE || run.period().isFinal();
        lots.stream().filter(lot -> nothingCarried || lot.isExpiredAfter(end)).forEach(this::lapse);
        if (unused.limit() != null) {
            lapseAbove(unused.limit());
        }
        return List.of();
    }

    private void takeOver(LotMeter lot, LocalDate dayBefore) {
        if (lot.isExpiredAfter(dayBefore)) {
            lapse(lot);
        } else {
            lots.add(lot);
        }
    }

    private void grant() {
        BillingPeriod covered = run.period().covered();
        Fraction share = run.agreement().calendar().share(covered, run.period().full());
        Limit granted = share(terms.included(), share);
        if (isNothing(granted)) {
            return;
        }
        Lot lot = new Lot(rule.name(), covered.start(), expiry(), granted);
        lots.add(new LotMeter(lot));
        boolean hours = granted instanceof Limit.InHours;
        run.outcome()
                .movements
                .add(new Movement(
                        Movement.Kind.GRANTED,
                        rule.name(),
                        lot.granted(),
                        lot.expires(),
                        hours ? ((Limit.InHours) granted).hours() : null,
                        hours ? null : ((Limit.InMoney) granted).money()));
    }

    private @Nullable LocalDate expiry() {
        if (terms.unused().fate() != Unused.Fate.CARRY) {
            return run.period().full().end();
        }
        if (terms.unused().expiresAfter() == 0) {
            return null;
        }
        Cycle cycle = run.agreement().calendar().cycle();
        BillingPeriod last = run.period().full();
        for (int i = 0; i < terms.unused().expiresAfter(); i++) {
            last = cycle.after(last);
        }
        return last.end();
    }

    private void lapse(LotMeter lot) {
        if (!lot.isEmpty()) {
            run.outcome().movements.add(lot.movement(Movement.Kind.LAPSED, lot.lapse(lot.left())));
        }
    }

    private void lapseAbove(Limit limit) {
        Limit kept = limit instanceof Limit.InHours ? new Limit.InHours(Hours.ZERO) : new Limit.InMoney(run.nothing());
        for (LotMeter lot : lots) {
            kept = plus(kept, lot.left());
        }
        for (LotMeter lot : lots) {
            Limit excess = beyond(kept, limit);
            if (!isNothing(excess) && !lot.isEmpty()) {
                Limit gone = lot.lapse(excess);
                run.outcome().movements.add(lot.movement(Movement.Kind.LAPSED, gone));
                kept = beyond(kept, gone);
            }
        }
    }

    private static Limit share(Limit limit, Fraction share) {
        if (limit instanceof Limit.InHours inHours) {
            return new Limit.InHours(
                    share.isWhole()
                            ? inHours.hours()
                            : inHours.hours().shareRoundedToHundredth(share.days(), share.of()));
        }
        return new Limit.InMoney(((Limit.InMoney) limit).money().shareRoundedHalfUp(share.days(), share.of()));
    }

    private static Limit plus(Limit one, Limit other) {
        return one instanceof Limit.InHours inHours
                ? new Limit.InHours(inHours.hours().plus(((Limit.InHours) other).hours()))
                : new Limit.InMoney(((Limit.InMoney) one).money().plus(((Limit.InMoney) other).money()));
    }

    private static Limit beyond(Limit one, Limit other) {
        if (one instanceof Limit.InHours inHours) {
            return new Limit.InHours(inHours.hours().beyond(((Limit.InHours) other).hours()));
        }
        Money rest = ((Limit.InMoney) one).money().minus(((Limit.InMoney) other).money());
        return new Limit.InMoney(rest.isNegative() ? Money.zero(rest.currency()) : rest);
    }

    private static boolean isNothing(Limit limit) {
        return limit instanceof Limit.InHours inHours
                ? inHours.hours().isZero()
                : ((Limit.InMoney) limit).money().isZero();
    }
}
