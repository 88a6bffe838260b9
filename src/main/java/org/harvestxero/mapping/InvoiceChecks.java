package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.CopyOptions.NegativeTotals;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

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
            problems.add(Problem.of(FailureCode.NUMBER_UNUSABLE, Texts.cutMarked(invoice.number(), 60)));
        }
        if (!xero.takesCurrency(invoice.currency())) {
            problems.add(Problem.of(FailureCode.CURRENCY_NOT_SUBSCRIBED, invoice.currency()));
        }
        xero.organisation()
                .lockedUntil()
                .filter(locked -> !invoice.issueDate().isAfter(locked))
                .ifPresent(locked -> problems.add(Problem.of(FailureCode.LOCKED_PERIOD, locked.toString())));
        if (invoice.amount().signum() < 0 && context.options().negativeTotals() == NegativeTotals.REFUSE) {
            problems.add(about(FailureCode.NEGATIVE_TOTAL)
                    .with("amount", Texts.money(invoice.amount(), invoice.currency()))
                    .with("currency", invoice.currency()));
        }
    }

    private void lines() {
        if (invoice.lines().isEmpty()) {
            problems.add(about(FailureCode.NO_LINES));
        }
        for (int i = 0; i < invoice.lines().size(); i++) {
            line(invoice.lines().get(i), "line " + (i + 1));
        }
    }

    private void line(SourceLine line, String place) {
        String description = line.description();
        if (description == null || Texts.printable(description).isEmpty()) {
            problems.add(about(FailureCode.LINE_DESCRIPTION_MISSING).with("line", place));
        }
        if (line.amount().abs().compareTo(LARGEST) > 0) {
            problems.add(about(FailureCode.AMOUNT_TOO_LARGE)
                    .with("line", place)
                    .with("amount", Texts.money(line.amount(), invoice.currency())));
        }
    }

    private Problem about(FailureCode code) {
        return Problem.of(code, invoice.number());
    }
}
