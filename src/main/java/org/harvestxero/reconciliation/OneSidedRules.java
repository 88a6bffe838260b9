package org.harvestxero.reconciliation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.Twins.Tie;

/** Why a document stands on one side alone, or in two currencies, which comes to the same. */
final class OneSidedRules {
    private static final Map<String, Reason> LEFT_OUT = Map.of(
            "retainer-funding", Reason.RETAINER_FUNDING,
            "before-copy-since", Reason.BEFORE_COPY_SINCE,
            "drafts-off", Reason.DRAFTS_OFF);
    private static final Set<String> NUMBER_CODES = Set.of("number-taken", "number-held-by-copy");

    private OneSidedRules() {}

    static void find(Twins twins, Terms terms, Findings found) {
        boolean inHarvest = twins.harvest() != null;
        boolean inXero = twins.standsInXero();
        if (inHarvest) {
            Cause cause = inXero ? Cause.of(Reason.CURRENCY_DIFFERS) : missingInXero(twins, terms, found);
            found.whole(twins.harvestFigures(), twins.harvestCurrency(), true, cause);
        }
        if (inXero) {
            Cause cause = inHarvest ? Cause.of(Reason.CURRENCY_DIFFERS) : missingInHarvest(twins);
            found.whole(Figures.ZERO.minus(twins.xeroFigures()), twins.xeroCurrency(), false, cause);
        }
    }

    private static Cause missingInXero(Twins twins, Terms terms, Findings found) {
        if (twins.tie() == Tie.DATED) {
            return Cause.of(Reason.DATE_DIFFERS);
        }
        LedgerSide ledger = twins.ledger();
        Optional<Matter> failed = ledger.firstAbout(About.INVOICE, Standing.FAILED);
        if (twins.xero() != null) {
            return failed.map(matter -> Findings.failed(Reason.VOIDED_IN_XERO, matter))
                    .orElse(Cause.of(Reason.VOIDED_IN_XERO));
        }
        Read read = ledger.read();
        if (read != null && LEFT_OUT.containsKey(read.skipped())) {
            return found.copied(LEFT_OUT.get(read.skipped()));
        }
        if (ledger.twin() != null) {
            return Cause.of(Reason.GONE_FROM_XERO);
        }
        if (failed.isPresent()) {
            Reason reason = NUMBER_CODES.contains(failed.get().code()) ? Reason.NUMBER_TAKEN : Reason.FAILED_COPY;
            return Findings.failed(reason, failed.get());
        }
        if (ledger.firstAbout(About.INVOICE, Standing.UNDER_WAY).isPresent()
                || ledger.billedHere()
                || (read != null && !read.planned())) {
            return found.copied(Reason.NOT_COPIED_YET)
                    .with(ledger.firstAbout(About.INVOICE, Standing.UNDER_WAY)
                            .map(Matter::words)
                            .orElse(""));
        }
        if (ledger.firstAbout(About.INVOICE, Standing.GIVEN_UP).isPresent()) {
            return found.copied(Reason.GIVEN_UP)
                    .with(ledger.firstAbout(About.INVOICE, Standing.GIVEN_UP)
                            .map(Matter::words)
                            .orElse(""));
        }
        HarvestSide shown = twins.harvest();
        if (shown != null && terms.isBefore(shown.head().date())) {
            return found.copied(Reason.BEFORE_COPY_SINCE);
        }
        return read == null ? found.copied(Reason.NOT_COPIED_YET) : unknown(twins);
    }

    private static Cause unknown(Twins twins) {
        return Cause.of(twins.moved() ? Reason.CHANGED_BETWEEN_READS : Reason.UNEXPLAINED);
    }

    private static Cause missingInHarvest(Twins twins) {
        LedgerSide ledger = twins.ledger();
        if (twins.tie() == Tie.DATED) {
            return Cause.of(Reason.DATE_DIFFERS);
        }
        if (twins.tie() == Tie.TWICE) {
            return Cause.of(Reason.TWICE_IN_XERO);
        }
        if (twins.tie() == Tie.MARKED) {
            return Cause.of(Reason.LINK_LOST);
        }
        if (ledger.twin() == null) {
            return Cause.of(Reason.STRANGER);
        }
        if (ledger.billedHere()) {
            return Cause.of(Reason.BILLED_HERE);
        }
        if (ledger.isGone()) {
            return ledger.firstAbout(About.INVOICE, Standing.FAILED)
                    .map(matter -> Findings.failed(Reason.DELETED_IN_HARVEST, matter))
                    .orElse(Cause.of(Reason.DELETED_IN_HARVEST));
        }
        return Cause.of(Reason.NOT_SHOWN_BY_HARVEST);
    }
}
