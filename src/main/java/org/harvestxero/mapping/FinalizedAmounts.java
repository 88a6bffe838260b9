package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.FinalizedInvoice.Line;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.HarvestTaxes.Flags;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.totals.ExactTotals;
import org.harvestxero.mapping.totals.HeldAmounts;
import org.harvestxero.mapping.totals.LineCandidate;
import org.harvestxero.mapping.totals.LineShape;
import org.harvestxero.mapping.totals.TaxRoundingSpread;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of a finalized invoice's lines: as billed, or to the cent as its mirror in Harvest has them.
 */
final class FinalizedAmounts {
    private final FinalizedInvoice invoice;
    private final MappingContext context;
    private final List<CodedLine> lines;

    FinalizedAmounts(FinalizedInvoice invoice, MappingContext context, List<CodedLine> lines) {
        this.invoice = invoice;
        this.context = context;
        this.lines = lines;
    }

    static SourceLine source(long id, Line line, Flags flags) {
        return new SourceLine(
                id,
                line.kind(),
                line.description(),
                line.quantity(),
                line.unitAmount(),
                line.amount(),
                flags.taxed(),
                flags.taxed2(),
                line.project());
    }

    /**
     * Without a mirror Xero works out the tax, line by line and to two decimals. Of a currency with other decimals we do, by its
     * own, once for each rate: as the mirror would.
     */
    Choice<List<LineCandidate>> lines() {
        ChargedTaxes charged = invoice.taxes();
        if (charged != null) {
            return asMirrored(charged);
        }
        if (CurrencyDigits.of(invoice.currency()) == CurrencyDigits.USUAL) {
            return Choice.of(lines.stream().map(FinalizedAmounts::asBilled).toList(), "the lines as billed");
        }
        return taxes().map(taxes -> asMirrored(charged(taxes))).orElseGet(this::byManyRates);
    }

    private ChargedTaxes charged(HarvestTaxes taxes) {
        BigDecimal first = BigDecimal.ZERO;
        BigDecimal second = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            Flags flags = taxes.lines().get(i);
            BigDecimal amount = lines.get(i).source().amount();
            first = flags.taxed() ? first.add(amount) : first;
            second = flags.taxed2() ? second.add(amount) : second;
        }
        return new ChargedTaxes(taxOn(first, taxes.tax()), taxOn(second, taxes.tax2()));
    }

    private BigDecimal taxOn(BigDecimal net, @Nullable BigDecimal rate) {
        return rate == null
                ? BigDecimal.ZERO
                : CurrencyDigits.rounded(XeroArithmetic.percent(net, rate), invoice.currency());
    }

    /** More rates than Harvest has: the tax of each line by itself. */
    private Choice<List<LineCandidate>> byManyRates() {
        HeldAmounts held = HeldAmounts.of(plain(), lines);
        if (held.problem().isPresent()) {
            return Choice.refused(held.problem().get());
        }
        List<LineCandidate> shapes = held.lines().stream().map(LineShape::of).toList();
        return Choice.of(
                context.arithmetic() == Arithmetic.ALL
                        ? TaxRoundingSpread.inWholeUnits(shapes, held.decimals())
                        : shapes,
                "the lines as billed, the tax of each by the decimals of " + invoice.currency());
    }

    private static LineCandidate asBilled(CodedLine line) {
        SourceLine source = line.source();
        return LineCandidate.of(
                line,
                Texts.printable(Objects.requireNonNull(source.description())),
                "",
                line.coding(),
                source.quantity(),
                source.unitPrice(),
                null,
                null);
    }

    private Choice<List<LineCandidate>> asMirrored(ChargedTaxes charged) {
        Optional<HarvestTaxes> taxes = taxes();
        if (taxes.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.MIRROR_TAXES_DIFFER, invoice.number()));
        }
        List<CodedLine> grouped = new ArrayList<>();
        List<SourceLine> sources = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            CodedLine line = lines.get(i);
            SourceLine source =
                    source(i + 1L, invoice.lines().get(i), taxes.get().lines().get(i));
            sources.add(source);
            grouped.add(new CodedLine(
                    source,
                    TaxGroup.of(document(taxes.get(), charged, List.of()), source),
                    line.account(),
                    line.tax(),
                    line.item(),
                    line.tracking(),
                    line.currency()));
        }
        return new ExactTotals(document(taxes.get(), charged, sources), grouped, context, false).find();
    }

    /** At most two rates, or three of which the last is the sum of the others; the lower rate comes first. */
    Optional<HarvestTaxes> taxes() {
        TreeSet<BigDecimal> rates = new TreeSet<>();
        lines.stream()
                .map(line -> line.coding().rate())
                .filter(rate -> rate.signum() != 0)
                .forEach(rates::add);
        List<BigDecimal> each = List.copyOf(rates);
        boolean both = each.size() == 3 && each.get(0).add(each.get(1)).compareTo(each.get(2)) == 0;
        if (each.size() > 2 && !both) {
            return Optional.empty();
        }
        BigDecimal first = each.isEmpty() ? null : each.get(0);
        BigDecimal second = each.size() < 2 ? null : each.get(1);
        return Optional.of(new HarvestTaxes(
                first,
                second,
                lines.stream()
                        .map(line -> flags(line.coding().rate(), first, second))
                        .toList()));
    }

    private static Flags flags(BigDecimal rate, @Nullable BigDecimal first, @Nullable BigDecimal second) {
        boolean isFirst = first != null && rate.compareTo(first) == 0;
        boolean isSecond = second != null && rate.compareTo(second) == 0;
        boolean isBoth = rate.signum() != 0 && !isFirst && !isSecond;
        return new Flags(isFirst || isBoth, isSecond || isBoth);
    }

    SourceInvoice plain() {
        return document(
                new HarvestTaxes(null, null, List.of()),
                new ChargedTaxes(BigDecimal.ZERO, BigDecimal.ZERO),
                lines.stream().map(CodedLine::source).toList());
    }

    /** The figures of the invoice as Harvest would have them; its status is never asked for. */
    SourceInvoice document(HarvestTaxes taxes, ChargedTaxes charged, List<SourceLine> sources) {
        BigDecimal total = invoice.subtotal().add(charged.tax()).add(charged.tax2());
        Instant issued = invoice.issueDate().atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
        return new SourceInvoice(
                invoice.id(),
                invoice.client(),
                invoice.number(),
                SourceInvoice.State.OPEN,
                invoice.currency(),
                total,
                total,
                taxes.tax(),
                charged.tax(),
                taxes.tax2(),
                charged.tax2(),
                null,
                BigDecimal.ZERO,
                invoice.issueDate(),
                invoice.dueDate(),
                invoice.purchaseOrder(),
                null,
                null,
                null,
                null,
                issued,
                sources);
    }
}
