package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Credit;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.XeroSide.Money;

/** Why what is written off in Harvest is not what is credited in Xero. */
final class CreditRules {
    private static final String ONLY_IN_HARVEST = "written-off-in-harvest";

    private CreditRules() {}

    static void find(Twins twins, Findings found) {
        XeroSide xero = twins.xero();
        HarvestSide harvest = twins.harvest();
        BigDecimal writtenOff = twins.harvestFigures().credited();
        if (xero == null
                || harvest == null
                || writtenOff.compareTo(twins.xeroFigures().credited()) == 0) {
            return;
        }
        Set<String> ours = twins.ledger().credits().stream()
                .filter(credit -> credit.explainedBy() == null)
                .map(Credit::id)
                .collect(Collectors.toSet());
        List<Money> credits = xero.money(false);
        BigDecimal credited = credits.stream()
                .filter(credit -> ours.contains(credit.id()))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (harvest.isClosed() && credited.signum() == 0) {
            found.credit(harvest.id(), null, writtenOff, notCredited(twins.ledger(), found));
        } else if (harvest.isClosed()) {
            found.credit(harvest.id(), xero.id(), writtenOff.subtract(credited), Cause.of(Reason.WRITE_OFF_DIFFERS));
        }
        for (Money credit : credits) {
            if (twins.ledger().payments().stream().anyMatch(payment -> PaidRules.isTwin(payment, credit))) {
                found.credit(null, credit.id(), credit.amount().negate(), Cause.of(Reason.RECORDED_AS_PAYMENT));
            } else if (!ours.contains(credit.id())) {
                found.credit(null, credit.id(), credit.amount().negate(), stranger(twins.ledger(), credit));
            } else if (!harvest.isClosed()) {
                found.credit(null, credit.id(), credit.amount().negate(), still(twins.ledger()));
            }
        }
    }

    private static Cause notCredited(LedgerSide ledger, Findings found) {
        Optional<Matter> failed = ledger.firstAbout(About.WRITE_OFF, Standing.FAILED);
        if (failed.isPresent()) {
            boolean reported = failed.get().code().equals(ONLY_IN_HARVEST);
            return Findings.failed(reported ? Reason.WRITTEN_OFF_IN_HARVEST : Reason.FAILED_COPY, failed.get());
        }
        return ledger.firstAbout(About.WRITE_OFF, Standing.UNDER_WAY).isPresent()
                ? found.copied(Reason.NOT_COPIED_YET)
                : Cause.of(Reason.WRITTEN_OFF_IN_HARVEST);
    }

    private static Cause still(LedgerSide ledger) {
        if (ledger.billedHere()) {
            return Cause.of(Reason.TAKEN_BACK);
        }
        return ledger.firstAbout(About.WRITE_OFF, Standing.FAILED)
                .map(matter -> Findings.failed(Reason.REOPENED_IN_HARVEST, matter))
                .orElse(Cause.of(Reason.REOPENED_IN_HARVEST));
    }

    private static Cause stranger(LedgerSide ledger, Money credit) {
        Reason reason = switch (credit.kind()) {
            case OVERPAYMENT -> Reason.OVERPAYMENT_ALLOCATED;
            case PREPAYMENT -> Reason.PREPAYMENT_ALLOCATED;
            default -> Reason.CREDITED_IN_XERO;
        };
        return ledger.about(About.PAYMENT_BACK)
                .filter(matter ->
                        matter.standing() == Standing.FAILED && matter.of().startsWith(credit.id()))
                .findFirst()
                .map(matter -> Findings.failed(reason, matter))
                .orElse(Cause.of(reason));
    }
}
