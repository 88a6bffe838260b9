package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.reconciliation.HarvestSide;
import org.harvestxero.reconciliation.LedgerSide;
import org.harvestxero.reconciliation.Twins;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide;
import org.harvestxero.store.reconcile.LedgerFigures;
import org.jspecify.annotations.Nullable;

/**
 * One document as both sides' lists showed it, in the version that was read last.
 *
 * @param xero null when Xero showed none
 * @param parts what is paid of it or set off against it, as it stands
 * @param moved whether a later page showed another version of it
 */
record ReadTwins(
        long key,
        @Nullable HarvestSide harvest,
        @Nullable XeroDocument xero,
        Collection<XeroPart> parts,
        boolean moved) {
    private static final String NO_CREDIT_NOTE = "";

    static ReadTwins of(long key, List<HarvestSide> harvest, List<XeroDocument> xero, List<XeroPart> parts) {
        Map<String, XeroPart> latest = new LinkedHashMap<>();
        boolean paid = false;
        for (XeroPart part : parts) {
            XeroPart before = latest.put(part.slot(), part);
            paid = paid || (before != null && !before.equals(part));
        }
        List<XeroDocument> invoices =
                xero.stream().filter(each -> !each.side().creditNote()).toList();
        List<XeroDocument> linked =
                invoices.stream().filter(each -> each.tie() == Tie.LINKED).toList();
        List<XeroDocument> shown = !linked.isEmpty() ? linked : invoices;
        HarvestSide ours = harvest.isEmpty() ? null : harvest.get(harvest.size() - 1);
        return new ReadTwins(
                key,
                ours,
                shown.isEmpty() ? note(xero, ours) : shown.get(shown.size() - 1),
                latest.values().stream().filter(XeroPart::stands).toList(),
                paid || differ(harvest) || differ(shown));
    }

    /** A credit note is the copy of an invoice below zero; of another it is what was written off. */
    private static @Nullable XeroDocument note(List<XeroDocument> xero, @Nullable HarvestSide ours) {
        boolean belowZero = ours == null || ours.total().signum() < 0;
        return xero.isEmpty() || !belowZero ? null : xero.get(xero.size() - 1);
    }

    private static boolean differ(List<?> versions) {
        return versions.stream().distinct().count() > 1;
    }

    boolean isCredit() {
        return xero != null && xero.side().creditNote();
    }

    /** Whether nothing needs to be looked at: both sides agree with each other and with what we know. */
    boolean agrees(LedgerFigures.Row row, boolean payments) {
        HarvestSide ours = harvest;
        LedgerFigures.Twin twin = row.twin();
        if (ours == null || xero == null || twin == null || isCredit() || xero.tie() != Tie.LINKED) {
            return false;
        }
        XeroSide theirs = xero.side();
        Twins bare = new Twins(ours, LedgerSide.NOTHING, theirs, Tie.LINKED, moved);
        BigDecimal posted = row.posted();
        return theirs.stands()
                && bare.harvestFigures().minus(bare.xeroFigures()).isZero()
                && bare.harvestCurrency().equals(bare.xeroCurrency())
                && (!payments || posted.compareTo(theirs.figures().paid()) == 0)
                && (twin.total() == null
                        || twin.total().compareTo(theirs.figures().total()) == 0)
                && ours.isDraft() == theirs.isUnapproved()
                && text(ours.head().number()).equals(text(theirs.head().number()))
                && (row.contactId() == null
                        || row.contactId().equalsIgnoreCase(theirs.head().clientId()));
    }

    private static String text(@Nullable String number) {
        return number == null ? NO_CREDIT_NOTE : number.strip();
    }

    Twins with(LedgerSide ledger, boolean moneyRead) {
        XeroDocument shown = xero;
        return new Twins(
                harvest,
                ledger,
                shown == null ? null : withMoney(shown.side(), moneyRead),
                shown == null ? Tie.LINKED : shown.tie(),
                moved);
    }

    private XeroSide withMoney(XeroSide side, boolean moneyRead) {
        return new XeroSide(
                side.id(),
                side.creditNote(),
                side.head(),
                side.status(),
                side.figures(),
                moneyRead ? parts.stream().map(XeroPart::money).toList() : null);
    }
}
