package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.coding.AccountChoice;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.CodedLine.Coding;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.document.Allocation;
import org.harvestxero.mapping.document.GrossAmount;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.totals.LineCandidate;
import org.harvestxero.mapping.totals.TaxRoundingSpread;

/**
 * Turns what was written off in Harvest into a sales credit note (ruling 15): what was not paid, split over the invoice's tax
 * types, on the write-off account, dated the day it was closed.
 */
public final class WriteOffMapper {
    private static final int NUMBER_LENGTH = 255;
    private static final Pattern NUMBER = Pattern.compile("-WO[0-9]*$");

    private final SourceInvoice invoice;
    private final TargetInvoice copied;
    private final WriteOffContext context;

    private WriteOffMapper(SourceInvoice invoice, TargetInvoice copied, WriteOffContext context) {
        this.invoice = invoice;
        this.copied = copied;
        this.context = context;
    }

    /**
     * @param paid the sum of the invoice's payments in Harvest
     * @param copied the invoice as it was last written to Xero
     */
    public static WriteOffResult map(
            SourceInvoice invoice, BigDecimal paid, TargetInvoice copied, WriteOffContext context) {
        BigDecimal open = invoice.amount().subtract(paid);
        if (open.signum() <= 0) {
            return new WriteOffResult.Nothing();
        }
        return CurrencyDigits.fits(open, CurrencyDigits.USUAL)
                ? new WriteOffMapper(invoice, copied, context).map(XeroArithmetic.toCents(open))
                : new WriteOffResult.Refused(List.of(Problem.of(FailureCode.AMOUNT_TOO_FINE, invoice.number())
                        .with("what", "the write-off of invoice")
                        .with("amount", Texts.money(open, invoice.currency()))
                        .with("currency", invoice.currency())));
    }

    private WriteOffResult map(BigDecimal open) {
        Choice<Account> account = account();
        Problem noAccount = account.problem();
        if (noAccount != null) {
            return new WriteOffResult.Refused(List.of(noAccount));
        }
        Map<String, BigDecimal> grossByTax = grossByTax();
        List<Problem> problems = problems(grossByTax.keySet().stream().toList(), account.value());
        if (!problems.isEmpty()) {
            return new WriteOffResult.Refused(problems);
        }
        int decimals = decimals(open);
        List<BigDecimal> shares = Allocation.spread(open, List.copyOf(grossByTax.values()), decimals);
        List<LineCandidate> lines = new ArrayList<>();
        int next = 0;
        for (String taxType : grossByTax.keySet()) {
            lines.addAll(lines(shares.get(next++), coding(taxType, account.value()), decimals));
        }
        return checked(creditNote(lines), open);
    }

    private WriteOffResult checked(TargetInvoice creditNote, BigDecimal open) {
        return creditNote.total().compareTo(open) == 0
                ? new WriteOffResult.Mapped(creditNote, open)
                : new WriteOffResult.Refused(List.of(Problem.of(FailureCode.TOTAL_DIFFERS, invoice.number())
                        .with("computed", Texts.money(creditNote.total(), invoice.currency()))
                        .with("amount", Texts.money(open, invoice.currency()))
                        .with("currency", invoice.currency())));
    }

    private Choice<Account> account() {
        String code = context.account();
        return code == null || code.isBlank()
                ? Choice.refused(Problem.of(FailureCode.WRITE_OFF_ACCOUNT_MISSING, "copy.write-off-account"))
                : AccountChoice.fit(context.xero(), code, "copy.write-off-account");
    }

    /** What each tax type carries on the invoice, tax included. */
    private Map<String, BigDecimal> grossByTax() {
        Map<String, BigDecimal> gross = new LinkedHashMap<>();
        copied.lines()
                .forEach(line -> gross.merge(line.taxType(), line.lineAmount().add(line.lineTax()), BigDecimal::add));
        gross.values().removeIf(amount -> amount.signum() == 0);
        return gross;
    }

    private List<Problem> problems(List<String> taxTypes, Account account) {
        List<Problem> problems = new ArrayList<>();
        for (String taxType : taxTypes) {
            Optional<TaxRate> rate = TaxChoice.find(context.xero(), taxType);
            if (rate.isEmpty()) {
                problems.add(Problem.of(FailureCode.TAX_TYPE_UNKNOWN, taxType));
            } else if (!rate.get().active()) {
                problems.add(Problem.of(FailureCode.TAX_RATE_INACTIVE, taxType));
            } else if (!TaxChoice.isAllowed(rate.get(), account)) {
                problems.add(Problem.of(FailureCode.TAX_NOT_ALLOWED, taxType + " with account " + account.code()));
            }
        }
        context.xero()
                .organisation()
                .lockedUntil()
                .filter(locked -> !day().isAfter(locked))
                .ifPresent(locked -> problems.add(Problem.of(FailureCode.LOCKED_PERIOD, locked.toString())));
        return problems;
    }

    private Coding coding(String taxType, Account account) {
        BigDecimal rate = TaxChoice.find(context.xero(), taxType).orElseThrow().rate();
        return new Coding(Objects.requireNonNull(account.code()), taxType, rate, TaxGroup.NONE, tracking(taxType));
    }

    /** The tracking of the lines of a tax type, if they all share it. */
    private List<Tracking> tracking(String taxType) {
        List<List<Tracking>> all = copied.lines().stream()
                .filter(line -> line.taxType().equals(taxType))
                .map(TargetLine::tracking)
                .distinct()
                .toList();
        return all.size() == 1 ? all.get(0) : List.of();
    }

    /** Lines that come to an amount with tax; the cent that no single line reaches is a line too small to be taxed. */
    private List<LineCandidate> lines(BigDecimal gross, Coding coding, int decimals) {
        String title = "Written off: invoice " + invoice.number();
        BigDecimal net = GrossAmount.netBelow(gross, coding.rate(), decimals);
        LineCandidate plain = LineCandidate.ofAmount(null, title, "", coding, net);
        LineCandidate line =
                TaxRoundingSpread.inWholeUnits(List.of(plain), decimals).get(0);
        BigDecimal left = gross.subtract(line.net()).subtract(line.tax());
        return left.signum() == 0
                ? List.of(line)
                : List.of(line, LineCandidate.ofAmount(null, title + " (rounding)", "", coding, left));
    }

    /** None where all of it is in whole yen, though Xero would show hundredths. */
    private int decimals(BigDecimal open) {
        int digits = Math.min(invoice.digits(), CurrencyDigits.USUAL);
        return CurrencyDigits.fits(open, digits) ? digits : CurrencyDigits.USUAL;
    }

    private TargetInvoice creditNote(List<LineCandidate> drafts) {
        List<TargetLine> lines = drafts.stream().map(LineCandidate::toTarget).toList();
        BigDecimal subtotal =
                XeroArithmetic.sum(lines.stream().map(TargetLine::lineAmount).toList());
        BigDecimal tax =
                XeroArithmetic.sum(lines.stream().map(TargetLine::lineTax).toList());
        return new TargetInvoice(
                Kind.CREDIT_NOTE,
                invoice.id(),
                invoice.client().id(),
                number(),
                Status.AUTHORISED,
                !drafts.stream().allMatch(LineCandidate::isConfirmed),
                day(),
                day(),
                copied.currency(),
                Marks.creditNote(invoice.id()),
                copied.url(),
                copied.brandingThemeId(),
                lines,
                subtotal,
                tax,
                subtotal.add(tax));
    }

    /** Whether a credit note's number is one given to a write-off; others carry our mark too. */
    public static boolean isNumber(String number) {
        return NUMBER.matcher(number).find();
    }

    private String number() {
        String suffix = "-WO" + (context.attempt() > 1 ? context.attempt() : "");
        return Texts.cut(copied.number(), NUMBER_LENGTH - suffix.length()) + suffix;
    }

    private LocalDate day() {
        ZoneId zone = context.zone();
        return Optional.ofNullable(invoice.closedAt())
                .orElse(invoice.updatedAt())
                .atZone(zone)
                .toLocalDate();
    }
}
