package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.reconciliation.Twins.Tie;

/**
 * Why the totals differ. The way from Harvest's total to Xero's leads over what we last read in Harvest and what we last wrote in Xero;
 * each step that changes the amount has a reason of its own, so the steps add up to the difference whatever happened.
 */
final class TotalRules {
    /** Of copies that Xero worked out differently from the first. */
    private static final String NEVER_EQUAL = "xero-total-differs";

    private static final String DRIFT = "drift";

    private TotalRules() {}

    static void find(Twins twins, Findings found) {
        BigDecimal harvest = twins.harvestFigures().total();
        BigDecimal xero = twins.xeroFigures().total();
        Twin twin = twins.ledger().twin();
        if (harvest.compareTo(xero) == 0) {
            if (twin != null && twin.total() != null && abs(twin.total()).compareTo(xero.abs()) != 0) {
                found.note(
                        Measure.LEDGER,
                        Cause.of(Reason.LEDGER_BEHIND)
                                .with("Kept here: "
                                        + CurrencyDigits.plain(twin.total(), twins.harvestCurrency()) + " "
                                        + twins.harvestCurrency() + "."));
            }
            return;
        }
        if (twins.tie() == Tie.MARKED || twin == null) {
            return;
        }
        Read read = twins.ledger().read();
        BigDecimal stored = read == null ? harvest : read.total();
        BigDecimal written = Objects.requireNonNullElse(twin.written(), stored);
        if (xero.signum() < 0) {
            written = written.abs().negate();
        }
        if (twins.ledger().billedHere()) {
            found.add(Measure.TOTAL, harvest.subtract(written), Cause.of(Reason.MIRROR_EDITED));
            found.add(Measure.TOTAL, written.subtract(xero), inXero(twins.ledger()));
            return;
        }
        found.add(Measure.TOTAL, harvest.subtract(stored), found.copied(Reason.EDITED_IN_HARVEST));
        onTheWay(twins, stored.subtract(written), found);
        found.add(Measure.TOTAL, written.subtract(xero), inXero(twins.ledger()));
    }

    private static BigDecimal abs(@org.jspecify.annotations.Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount.abs();
    }

    /** What was read in Harvest and not written in Xero. */
    private static void onTheWay(Twins twins, BigDecimal amount, Findings found) {
        LedgerSide ledger = twins.ledger();
        Read read = ledger.read();
        Optional<Matter> failed = ledger.firstAbout(About.INVOICE, Standing.FAILED);
        Optional<Matter> givenUp = ledger.firstAbout(About.INVOICE, Standing.GIVEN_UP);
        boolean underWay = ledger.firstAbout(About.INVOICE, Standing.UNDER_WAY).isPresent();
        if (underWay || (read != null && !read.planned())) {
            found.add(Measure.TOTAL, amount, found.copied(Reason.EDITED_IN_HARVEST));
        } else if (failed.isPresent()) {
            found.add(Measure.TOTAL, amount, Findings.failed(Reason.FAILED_COPY, failed.get()));
        } else if (givenUp.isPresent()) {
            found.add(
                    Measure.TOTAL,
                    amount,
                    found.copied(Reason.GIVEN_UP).with(givenUp.get().words()));
        }
    }

    /** What was written in Xero and is something else there now. */
    private static Cause inXero(LedgerSide ledger) {
        Optional<Matter> failed = ledger.firstAbout(About.INVOICE, Standing.FAILED);
        if (failed.isPresent() && failed.get().code().equals(NEVER_EQUAL)) {
            return Findings.failed(Reason.FAILED_COPY, failed.get());
        }
        return failed.filter(matter -> matter.code().equals(DRIFT))
                .map(matter -> Findings.failed(Reason.EDITED_IN_XERO, matter))
                .orElse(Cause.of(Reason.EDITED_IN_XERO));
    }
}
