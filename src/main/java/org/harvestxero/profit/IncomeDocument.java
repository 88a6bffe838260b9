package org.harvestxero.profit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * An approved sales invoice or credit note of Xero, with what is known of the work on it.
 *
 * @param rate units of its currency for one of the company's
 * @param lines with their net, below zero of a credit note
 */
public record IncomeDocument(Identity identity, Named client, BigDecimal rate, List<Line> lines, Origin origin) {
    public IncomeDocument {
        lines = List.copyOf(lines);
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("A rate of " + rate + " converts nothing");
        }
    }

    /**
     * @param id Xero's
     * @param number as people know it; empty without one
     */
    public record Identity(String id, String number, boolean credit, LocalDate date, String currency) {}

    /** @param net before tax, in the document's currency */
    public record Line(String account, BigDecimal net) {}

    /**
     * Where it comes from.
     *
     * @param how how it is split, as people read it
     * @param periodEnd last day of what it bills; null where none is known
     * @param lines what each line of the draft or Harvest invoice was made of; none where nothing is known
     */
    public record Origin(String how, @Nullable LocalDate periodEnd, List<List<Part>> lines) {
        public static final Origin UNKNOWN = new Origin("unassigned: not made from Harvest", null, List.of());

        public Origin {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }
}
