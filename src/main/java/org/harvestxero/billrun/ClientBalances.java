package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.harvestxero.api.Balances.Balance;
import org.harvestxero.api.Balances.Kind;
import org.harvestxero.api.Balances.Step;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;

/** The balances of one client, told from all that runs moved. */
final class ClientBalances {
    private final List<StoredMovement> movements;

    /** @param movements all that count, oldest period first */
    ClientBalances(List<StoredMovement> movements) {
        this.movements = List.copyOf(movements);
    }

    List<Balance> of(Agreement agreement) {
        List<Balance> balances = new ArrayList<>();
        for (Rule rule : agreement.rules()) {
            if (rule.terms() instanceof Retainer retainer) {
                balances.add(retainer(rule.name(), retainer.included()));
            } else if (rule.terms() instanceof FixedFee fee) {
                balances.add(fixedFee(rule.name(), fee));
            }
        }
        agreement.limits().caps().forEach(cap -> balances.add(cap(cap)));
        return balances;
    }

    /** What one period moved. */
    private static final class Moved {
        private BigDecimal added = BigDecimal.ZERO;
        private BigDecimal used = BigDecimal.ZERO;
        private BigDecimal gone = BigDecimal.ZERO;
        private final StoredMovement first;

        Moved(StoredMovement first) {
            this.first = first;
        }

        void add(Movement.Kind kind, BigDecimal amount) {
            switch (kind) {
                case GRANTED -> added = added.add(amount);
                case LAPSED, CREDITED -> gone = gone.add(amount);
                case USED, CAP_USED, PHASE_BILLED -> used = used.add(amount);
                default -> {}
            }
        }

        BigDecimal change() {
            return added.subtract(used).subtract(gone);
        }

        Step step(BigDecimal left) {
            return new Step(first.period(), first.periodStart(), added, used, gone, left);
        }
    }

    private List<Moved> moved(Predicate<Movement> of, boolean hours) {
        Map<String, Moved> byPeriod = new LinkedHashMap<>();
        for (StoredMovement stored : movements) {
            if (of.test(stored.movement())) {
                byPeriod.computeIfAbsent(stored.period(), first -> new Moved(stored))
                        .add(stored.movement().kind(), amount(stored.movement(), hours));
            }
        }
        return List.copyOf(byPeriod.values());
    }

    private static BigDecimal amount(Movement movement, boolean hours) {
        if (hours) {
            return movement.hours() == null ? BigDecimal.ZERO : movement.hours().toBigDecimal();
        }
        Money money = movement.money();
        return money == null ? BigDecimal.ZERO : money.amount();
    }

    private Balance retainer(String name, Limit included) {
        BigDecimal left = BigDecimal.ZERO;
        List<Step> steps = new ArrayList<>();
        for (Moved moved : moved(
                movement -> movement.name().equals(name)
                        && switch (movement.kind()) {
                            case GRANTED, USED, LAPSED, CREDITED -> true;
                            default -> false;
                        },
                included instanceof Limit.InHours)) {
            left = left.add(moved.change());
            steps.add(moved.step(left));
        }
        return new Balance(Kind.RETAINER, name, currency(included), amount(included), left, steps);
    }

    private Balance cap(Cap cap) {
        boolean each = cap.scope() == Cap.Scope.PERIOD;
        BigDecimal limit = amount(cap.limit());
        BigDecimal left = limit;
        List<Step> steps = new ArrayList<>();
        for (Moved moved : moved(
                movement -> movement.kind() == Movement.Kind.CAP_USED
                        && movement.name().equals(cap.name()),
                cap.limit() instanceof Limit.InHours)) {
            left = (each ? limit : left).add(moved.change());
            steps.add(moved.step(left));
        }
        Kind kind = cap.order() != null ? Kind.ORDER : each ? Kind.PERIOD_CAP : Kind.CAP;
        return new Balance(
                kind, Objects.requireNonNullElse(cap.order(), cap.name()), currency(cap.limit()), limit, left, steps);
    }

    private Balance fixedFee(String name, FixedFee fee) {
        BigDecimal limit =
                fee.phases().stream().map(phase -> phase.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = limit;
        List<Step> steps = new ArrayList<>();
        for (Moved moved : moved(
                movement -> movement.kind() == Movement.Kind.PHASE_BILLED
                        && movement.name().startsWith(name + "/"),
                false)) {
            left = left.add(moved.change());
            steps.add(moved.step(left));
        }
        String currency = fee.phases().stream()
                .findFirst()
                .map(Phase::amount)
                .map(amount -> amount.currency().getCurrencyCode())
                .orElse("");
        return new Balance(Kind.FIXED_FEE, name, currency, limit, left, steps);
    }

    private static BigDecimal amount(Limit limit) {
        return limit instanceof Limit.InHours inHours
                ? inHours.hours().toBigDecimal()
                : ((Limit.InMoney) limit).money().amount();
    }

    private static String currency(Limit limit) {
        return limit instanceof Limit.InMoney inMoney
                ? inMoney.money().currency().getCurrencyCode()
                : "";
    }
}
