package org.harvestxero.reconciliation;

import java.util.Objects;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.reconciliation.Twins.Tie;

/** What differs beside the money: state, number, client, and whether we know the copy at all. */
final class HeadRules {
    private HeadRules() {}

    static void find(Twins twins, Findings found) {
        HarvestSide harvest = twins.harvest();
        XeroSide xero = twins.xero();
        if (harvest == null || xero == null) {
            return;
        }
        boolean onTheWay = isOnTheWay(twins.ledger());
        if (twins.tie() == Tie.MARKED && !onTheWay) {
            found.note(Measure.LEDGER, found.copied(Reason.LINK_LOST));
        }
        status(twins.ledger(), harvest, xero, onTheWay, found);
        String number = xero.head().number();
        if (!xero.creditNote()
                && number != null
                && !strip(number).equals(strip(harvest.head().number()))) {
            found.note(Measure.NUMBER, changed(Reason.NUMBER_DIFFERS, onTheWay, "In Xero: " + number + ".", found));
        }
        Twin twin = twins.ledger().twin();
        if (twin != null
                && !twin.contactId().isEmpty()
                && !xero.head().clientId().isEmpty()
                && !twin.contactId().equalsIgnoreCase(xero.head().clientId())) {
            found.note(
                    Measure.CLIENT,
                    changed(
                            Reason.CLIENT_DIFFERS,
                            onTheWay,
                            "In Xero: " + xero.head().client() + ".",
                            found));
        }
    }

    private static String strip(@org.jspecify.annotations.Nullable String number) {
        return Objects.requireNonNullElse(number, "").strip();
    }

    private static Cause changed(Reason reason, boolean onTheWay, String words, Findings found) {
        return onTheWay
                ? found.copied(Reason.EDITED_IN_HARVEST).with(words)
                : Cause.of(reason).with(words);
    }

    private static boolean isOnTheWay(LedgerSide ledger) {
        Read read = ledger.read();
        return ledger.firstAbout(About.INVOICE, Standing.UNDER_WAY).isPresent() || (read != null && !read.planned());
    }

    private static void status(
            LedgerSide ledger, HarvestSide harvest, XeroSide xero, boolean onTheWay, Findings found) {
        if (harvest.isDraft() == xero.isUnapproved()) {
            return;
        }
        if (harvest.isDraft()) {
            found.note(Measure.STATUS, Cause.of(Reason.APPROVED_IN_XERO));
            return;
        }
        Matter failed = ledger.firstAbout(About.INVOICE, Standing.FAILED).orElse(null);
        Cause waits =
                failed == null ? Cause.of(Reason.AWAITS_APPROVAL) : Findings.failed(Reason.AWAITS_APPROVAL, failed);
        found.note(Measure.STATUS, onTheWay ? found.copied(Reason.EDITED_IN_HARVEST) : waits);
    }
}
