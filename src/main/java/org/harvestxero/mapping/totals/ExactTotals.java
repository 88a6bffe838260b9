package org.harvestxero.mapping.totals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.CodedLine.Coding;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/**
 * Finds the lines whose totals in Xero are equal to Harvest's, to the cent. Plainer ways come first; a difference of rounding
 * that no way removes goes on a tax override, then on a rounding line; any other difference is refused.
 *
 * <p>Xero works to two decimals whatever the currency. Lines and taxes of a currency without decimals are therefore told as whole
 * amounts, so that Xero has nothing to round, whether it would do so to two decimals or to none; those of a currency with three
 * are brought to two, if the total can be.
 */
public final class ExactTotals {
    private final SourceInvoice invoice;
    private final List<CodedLine> lines;
    private final MappingContext context;
    private final boolean creditNote;
    private final HeldAmounts held;
    private final int decimals;
    private final BigDecimal halfUnit;

    public ExactTotals(SourceInvoice source, List<CodedLine> coded, MappingContext context, boolean creditNote) {
        this.held = HeldAmounts.of(source, coded);
        this.invoice = held.invoice();
        this.lines = held.lines();
        this.decimals = held.decimals();
        this.halfUnit = new BigDecimal("0.5").movePointLeft(decimals);
        this.context = context;
        this.creditNote = creditNote;
    }

    public Choice<List<LineCandidate>> find() {
        Optional<Problem> unfit = held.problem().or(this::sourceTotalDiffers);
        if (unfit.isPresent()) {
            return Choice.refused(unfit.get());
        }
        List<Way> ways = ways();
        for (Way way : ways) {
            if (isEqual(way)) {
                return withRounding(way);
            }
        }
        return withTaxCents(ways.stream().filter(way -> !way.byRate()).toList());
    }

    /** One way of showing the amounts. */
    private record Way(List<LineCandidate> lines, String how, boolean byRate) {}

    private List<Way> ways() {
        if (invoice.discountAmount().signum() == 0) {
            return List.of(new Way(lines.stream().map(LineShape::of).toList(), "the lines as Harvest has them", false));
        }
        BigDecimal percent = Optional.ofNullable(invoice.discount()).orElse(BigDecimal.ZERO);
        DiscountMethod discount =
                new DiscountMethod(lines, percent, invoice.discountAmount(), invoice.currency(), decimals);
        List<Way> ways = new ArrayList<>();
        if (context.arithmetic() == Arithmetic.ALL && !creditNote) {
            discount.byRate()
                    .ifPresent(rated -> ways.add(new Way(
                            rated, "the discount as Xero's discount rate of " + Texts.number(percent) + " %", true)));
        }
        ways.add(new Way(discount.folded(), "the discount taken off each line", false));
        ways.add(new Way(discount.apart(), "the discount as a line per account, tax and tracking", false));
        return ways;
    }

    private boolean isEqual(Way way) {
        TaxTargets targets = new TaxTargets(invoice, way.lines(), decimals);
        return net(way.lines()).compareTo(wantedNet()) == 0
                && way.lines().stream().allMatch(this::isWhole)
                && TaxRoundingSpread.fit(way.lines(), targets.byGroup())
                && targets.beyondRounding().isEmpty();
    }

    private boolean isWhole(LineCandidate line) {
        return CurrencyDigits.fits(line.net(), decimals) && CurrencyDigits.fits(line.tax(), decimals);
    }

    private Choice<List<LineCandidate>> withTaxCents(List<Way> ways) {
        Way way = ways.get(0);
        TaxTargets targets = new TaxTargets(invoice, way.lines(), decimals);
        Optional<Problem> wrongTax = targets.beyondRounding();
        if (wrongTax.isPresent()) {
            return Choice.refused(wrongTax.get());
        }
        return context.arithmetic() == Arithmetic.ALL
                ? withRounding(new Way(
                        TaxRoundingSpread.adjust(way.lines(), targets.byGroup(), decimals),
                        way.how() + ", the tax of some lines set to Harvest's",
                        false))
                : withRounding(way);
    }

    private Choice<List<LineCandidate>> withRounding(Way way) {
        BigDecimal difference = invoice.amount().subtract(total(way.lines()));
        if (difference.signum() == 0) {
            return Choice.of(way.lines(), way.how());
        }
        if (difference.abs().compareTo(roundingBound()) > 0) {
            return Choice.refused(about(FailureCode.TOTAL_DIFFERS, total(way.lines())));
        }
        Optional<Account> account = context.xero().roundingAccount();
        if (account.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.ROUNDING_ACCOUNT_MISSING, invoice.number())
                    .with("difference", Texts.money(difference, invoice.currency()))
                    .with("currency", invoice.currency()));
        }
        List<LineCandidate> all = new ArrayList<>(way.lines());
        all.add(LineCandidate.ofAmount(
                null, "Rounding", "", rounding(account.get()), XeroArithmetic.toCents(difference)));
        return Choice.of(all, way.how() + ", and a rounding line of " + Texts.money(difference, invoice.currency()));
    }

    private static Coding rounding(Account account) {
        return new Coding(Objects.requireNonNull(account.code()), "NONE", BigDecimal.ZERO, TaxGroup.NONE, List.of());
    }

    private Optional<Problem> sourceTotalDiffers() {
        BigDecimal computed = wantedNet().add(invoice.taxAmount()).add(invoice.tax2Amount());
        return computed.subtract(invoice.amount()).abs().compareTo(roundingBound()) > 0
                ? Optional.of(about(FailureCode.SOURCE_TOTAL_DIFFERS, computed))
                : Optional.empty();
    }

    private Problem about(FailureCode code, BigDecimal computed) {
        return Problem.of(code, invoice.number())
                .with("computed", Texts.money(computed, invoice.currency()))
                .with("amount", Texts.money(invoice.amount(), invoice.currency()))
                .with("currency", invoice.currency());
    }

    /** Half a cent (or yen) for each line, the discount and the two taxes: what rounding can explain. */
    private BigDecimal roundingBound() {
        return halfUnit.multiply(BigDecimal.valueOf(lines.size() + 3L));
    }

    private BigDecimal wantedNet() {
        return XeroArithmetic.sum(lines.stream().map(CodedLine::amount).toList())
                .subtract(invoice.discountAmount());
    }

    private static BigDecimal net(List<LineCandidate> lines) {
        return XeroArithmetic.sum(lines.stream().map(LineCandidate::net).toList());
    }

    private static BigDecimal total(List<LineCandidate> lines) {
        return net(lines)
                .add(XeroArithmetic.sum(lines.stream().map(LineCandidate::tax).toList()));
    }
}
