package org.harvestxero.billing.terms;

import java.util.List;
import java.util.Locale;

/**
 * What an invoice looks like.
 *
 * @param groups what is kept apart on lines, in the order it is sorted by; empty for one line per rule and rate
 * @param order what lines of one rule and kind are ordered by
 * @param perInvoice how work is spread over invoices
 * @param showHours whether lines tell hours and rates; else one piece at the line amount
 * @param texts the words on it
 * @param language of month names and days
 */
public record Layout(
        List<Group> groups, Order order, PerInvoice perInvoice, boolean showHours, Texts texts, Locale language) {
    /** What lines may be kept apart by. Rules, rates and coding always are. */
    public enum Group {
        PROJECT,
        TASK,
        ROLE,
        PERSON,
        DAY,
        PHASE,
        ENTRY
    }

    /** What lines are ordered by. */
    public enum Order {
        /** The names they are grouped by. */
        NAME,
        /** The first day worked. */
        DATE,
        /** The largest amount first. */
        AMOUNT
    }

    /** How work is spread over invoices. */
    public enum PerInvoice {
        CLIENT,
        PROJECT,
        PURCHASE_ORDER
    }

    public Layout {
        groups = List.copyOf(groups);
    }

    /** One line per project and task, one invoice, hours shown. */
    public static Layout plain() {
        return new Layout(
                List.of(Group.PROJECT, Group.TASK), Order.NAME, PerInvoice.CLIENT, true, Texts.plain(), Locale.ENGLISH);
    }

    public Layout by(Group... wanted) {
        return new Layout(List.of(wanted), order, perInvoice, showHours, texts, language);
    }

    public Layout orderedBy(Order wanted) {
        return new Layout(groups, wanted, perInvoice, showHours, texts, language);
    }

    public Layout per(PerInvoice invoice) {
        return new Layout(groups, order, invoice, showHours, texts, language);
    }

    public Layout withoutHours() {
        return new Layout(groups, order, perInvoice, false, texts, language);
    }

    public Layout with(Texts wanted) {
        return new Layout(groups, order, perInvoice, showHours, wanted, language);
    }
}
