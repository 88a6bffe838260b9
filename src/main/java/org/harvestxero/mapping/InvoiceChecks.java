package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.harvestxero.mapping.CopyOptions.NegativeTotals;

/** What keeps an invoice out of Xero whatever its accounts and taxes: number, date, currency, texts and sizes. */
final class InvoiceChecks {
    private static final Pattern NUMBER = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final BigDecimal LARGEST = new BigDecimal("9999999999.99");

    private final SourceInvoice invoice;
    private final MappingContext context;
    private final List<Problem> problems = new ArrayList<>();

    private InvoiceChecks(SourceInvoice invoice, MappingContext context) {
        this.invoice = invoice;
        this.context = context;
    }

    static List<Problem> of(SourceInvoice invoice, MappingContext context) {
        InvoiceChecks checks = new InvoiceChecks(invoice, context);
        checks.header();
        checks.lines();
        return checks.problems;
    }

    private void header() {
        XeroSettings xero = context.xero();
        if (!NUMBER.matcher(invoice.number().strip()).matches()) {
            problems.add(Problem.of(CauseCode.NUMBER_UNUSABLE, Texts.cutMarked(invoice.number(), 60)));
        }
        if (!xero.takesCurrency(invoice.currency())) {
            problems.add(Problem.of(CauseCode.CURRENCY_NOT_SUBSCRIBED, invoice.currency()));
        }
        xero.organisation()
                .lockedUntil()
                .filter(locked -> !invoice.issueDate().isAfter(locked))
                .ifPresent(locked -> problems.add(Problem.of(CauseCode.LOCKED_PERIOD, locked.toString())));
        if (invoice.amount().signum() < 0 && context.options().negativeTotals() == NegativeTotals.REFUSE) {
            problems.add(about(CauseCode.NEGATIVE_TOTAL)
                    .with("amount", Texts.money(invoice.amount(), invoice.currency()))
                    .with("currency", invoice.currency()));
        }
    }

    private void lines() {
        if (invoice.lines().isEmpty()) {
            problems.add(about(CauseCode.NO_LINES));
        }
        for (int i = 0; i < invoice.lines().size(); i++) {
            line(invoice.lines().get(i), "line " + (i + 1));
        }
    }

    private void line(SourceLine line, String place) {
        String description = line.description();
        if (description == null || Texts.printable(description).isEmpty()) {
            problems.add(about(CauseCode.LINE_DESCRIPTION_MISSING).with("line", place));
        }
        if (line.amount().abs().compareTo(LARGEST) > 0) {
            problems.add(about(CauseCode.AMOUNT_TOO_LARGE)
                    .with("line", place)
                    .with("amount", Texts.money(line.amount(), invoice.currency())));
        }
    }

    private Problem about(CauseCode code) {
        return Problem.of(code, invoice.number());
    }
}
