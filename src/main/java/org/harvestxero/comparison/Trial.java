package org.harvestxero.comparison;

import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.NotBilled;

/**
 * One period of one client from both sides.
 *
 * @param currency both sides are in it
 * @param drafts what the agreement makes of the period
 * @param notBilled what it leaves out, with reasons
 * @param neverInvoiced ids of time entries on the drafts that Harvest does not mark as invoiced
 * @param invoices what was really sent for the period
 */
public record Trial(
        Named client,
        Currency currency,
        DuePeriod period,
        List<Draft> drafts,
        List<NotBilled> notBilled,
        Set<Long> neverInvoiced,
        List<Invoiced> invoices) {
    public Trial {
        drafts = List.copyOf(drafts);
        notBilled = List.copyOf(notBilled);
        neverInvoiced = Set.copyOf(neverInvoiced);
        invoices = List.copyOf(invoices);
    }
}
