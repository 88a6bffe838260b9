package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.MappingResult.Refused;
import org.harvestxero.mapping.coding.AccountChoice;
import org.harvestxero.mapping.coding.BrandingChoice;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.Explanation.Decision;
import org.harvestxero.mapping.coding.ItemChoice;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.coding.ReferenceTemplate;
import org.harvestxero.mapping.coding.RuleFacts;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.coding.TrackingChoice;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.FinalizedInvoice.Line;
import org.harvestxero.mapping.document.HarvestLink;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.HarvestTaxes.Flags;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.totals.ExactTotals;
import org.harvestxero.mapping.totals.HeldAmounts;
import org.harvestxero.mapping.totals.LineCandidate;
import org.harvestxero.mapping.totals.LineShape;
import org.harvestxero.mapping.totals.TaxRoundingSpread;
import org.jspecify.annotations.Nullable;

/**
 * Codes an invoice that an agreement made: what the agreement says wins over {@code mappings.yaml}, what neither says is decided
 * as for copied invoices. Its tax follows from the tax type of each line; a mirror in Harvest is met to the cent.
 */
public final class FinalizedInvoiceMapper {
    private static final int REFERENCE_LENGTH = 255;

    private final FinalizedInvoice invoice;
    private final Kind kind;
    private final MappingContext context;
    private final List<CodedLine> lines;

    private FinalizedInvoiceMapper(FinalizedInvoice invoice, Kind kind, MappingContext context) {
        this.invoice = invoice;
        this.kind = kind;
        this.context = context;
        this.lines = coded();
    }

    /**
     * The Xero invoice, or everything that stands in its way; never skipped. A bill below zero becomes a sales credit note with its
     * lines reversed.
     */
    public static MappingResult map(FinalizedInvoice invoice, MappingContext context) {
        return invoice.isCredit()
                ? new FinalizedInvoiceMapper(invoice.negated(), Kind.CREDIT_NOTE, context).result()
                : new FinalizedInvoiceMapper(invoice, Kind.INVOICE, context).result();
    }

    /** A credit note over all of an invoice, with its lines as they were written, at the rate that was stated for it. */
    public static TargetInvoice creditNote(TargetInvoice invoice, String number, LocalDate date) {
        String mark = invoice.sourceId() > 0 ? Marks.creditNote(invoice.sourceId()) + " " : "";
        return new TargetInvoice(
                Kind.CREDIT_NOTE,
                invoice.sourceId(),
                invoice.clientId(),
                number,
                TargetInvoice.Status.AUTHORISED,
                invoice.confirmFirst(),
                date,
                null,
                invoice.currency(),
                invoice.currencyRate(),
                Texts.cut(mark + "Credit of invoice " + invoice.number(), REFERENCE_LENGTH),
                invoice.url(),
                invoice.brandingThemeId(),
                invoice.lines(),
                invoice.subtotal(),
                invoice.totalTax(),
                invoice.total());
    }

    /** The taxes its mirror in Harvest would carry; empty when Harvest's two don't do or a line can't be coded. */
    public static Optional<HarvestTaxes> harvestTaxes(FinalizedInvoice invoice, MappingContext context) {
        FinalizedInvoiceMapper mapping = new FinalizedInvoiceMapper(invoice, Kind.INVOICE, context);
        return mapping.problems().isEmpty() ? mapping.taxes() : Optional.empty();
    }

    private List<CodedLine> coded() {
        AccountChoice accounts = new AccountChoice(context);
        TaxChoice taxes = new TaxChoice(context);
        ItemChoice items = new ItemChoice(context);
        TrackingChoice tracking = new TrackingChoice(context);
        List<CodedLine> coded = new ArrayList<>();
        for (Line line : invoice.lines()) {
            Coding agreed = line.agreed();
            RuleFacts facts = RuleFacts.of(invoice, line);
            Choice<Account> account = accounts.of(facts, line.kind(), agreed);
            coded.add(new CodedLine(
                    source(coded.size() + 1, line, new Flags(false, false)),
                    TaxGroup.NONE,
                    account,
                    account.isRefused() ? null : taxes.ofBilled(facts, agreed.taxType(), account.value()),
                    items.of(facts, line.kind(), agreed.item()),
                    tracking.of(facts, agreed.tracking()),
                    invoice.currency()));
        }
        return List.copyOf(coded);
    }

    private static SourceLine source(long id, Line line, Flags flags) {
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

    private List<Problem> problems() {
        return Stream.of(
                        InvoiceChecks.of(plain(), context).stream(),
                        unread().stream(),
                        Stream.ofNullable(branding().problem()),
                        lines.stream().flatMap(line -> line.problems().stream()))
                .flatMap(found -> found)
                .distinct()
                .toList();
    }

    private List<Problem> unread() {
        return context.rules()
                .unread(invoice.lines().stream()
                        .flatMap(line -> line.work().projects().stream())
                        .toList());
    }

    private Choice<Optional<BrandingTheme>> branding() {
        return BrandingChoice.of(plain(), context);
    }

    private MappingResult result() {
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        Choice<List<LineCandidate>> amounts = amounts();
        Problem unequal = amounts.problem();
        return unequal == null ? mapped(amounts) : new Refused(List.of(unequal));
    }

    /**
     * Without a mirror Xero works out the tax, line by line and to two decimals. Of a currency with other decimals we do, by its
     * own, once for each rate: as the mirror would.
     */
    private Choice<List<LineCandidate>> amounts() {
        ChargedTaxes charged = invoice.taxes();
        if (charged != null) {
            return asMirrored(charged);
        }
        if (CurrencyDigits.of(invoice.currency()) == CurrencyDigits.USUAL) {
            return Choice.of(
                    lines.stream().map(FinalizedInvoiceMapper::asBilled).toList(), "the lines as billed");
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
    private Optional<HarvestTaxes> taxes() {
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

    private SourceInvoice plain() {
        return document(
                new HarvestTaxes(null, null, List.of()),
                new ChargedTaxes(BigDecimal.ZERO, BigDecimal.ZERO),
                lines.stream().map(CodedLine::source).toList());
    }

    /** The invoice as Harvest would have it. */
    private SourceInvoice document(HarvestTaxes taxes, ChargedTaxes charged, List<SourceLine> sources) {
        BigDecimal total = invoice.subtotal().add(charged.tax()).add(charged.tax2());
        Instant issued = invoice.issueDate().atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
        return new SourceInvoice(
                invoice.id(),
                invoice.client(),
                invoice.number(),
                invoice.status() == TargetInvoice.Status.DRAFT ? SourceInvoice.State.DRAFT : SourceInvoice.State.OPEN,
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

    private Mapped mapped(Choice<List<LineCandidate>> amounts) {
        List<LineCandidate> drafts = amounts.value();
        List<TargetLine> targets = drafts.stream().map(LineCandidate::toTarget).toList();
        BigDecimal subtotal =
                XeroArithmetic.sum(targets.stream().map(TargetLine::lineAmount).toList());
        BigDecimal tax =
                XeroArithmetic.sum(targets.stream().map(TargetLine::lineTax).toList());
        Choice<Optional<String>> reference = reference();
        Choice<Optional<BrandingTheme>> branding = branding();
        Choice<Optional<BigDecimal>> rate = currencyRate();
        TargetInvoice target = new TargetInvoice(
                kind,
                invoice.id(),
                invoice.client().id(),
                invoice.number().strip(),
                invoice.status(),
                !drafts.stream().allMatch(LineCandidate::isConfirmed),
                invoice.issueDate(),
                kind == Kind.INVOICE ? invoice.dueDate() : null,
                invoice.currency(),
                rate.value().orElse(null),
                reference.value().orElse(null),
                invoice.id() > 0
                        ? HarvestLink.of(context.harvestAddress(), invoice.id())
                        : HarvestLink.home(context.harvestAddress()),
                branding.value().map(BrandingTheme::id).orElse(null),
                targets,
                subtotal,
                tax,
                subtotal.add(tax));
        return new Mapped(
                target,
                InvoiceMapper.explanation(
                        target,
                        drafts,
                        List.of(
                                new Decision("status", target.status().name(), "the agreement"),
                                new Decision("due", invoice.dueDate().toString(), "the agreement"),
                                reference.as("reference", reference.value().orElse("none")),
                                branding.as(
                                        "branding theme",
                                        branding.value()
                                                .map(BrandingTheme::name)
                                                .orElse("none")),
                                rate.as(
                                        "currency rate",
                                        rate.value()
                                                .map(BigDecimal::toPlainString)
                                                .orElse("none sent")),
                                amounts.as(
                                        "amounts",
                                        Texts.money(target.total(), target.currency()) + " " + target.currency()))));
    }

    private Choice<Optional<BigDecimal>> currencyRate() {
        BigDecimal agreed = invoice.currencyRate();
        String base = context.xero().organisation().baseCurrency();
        if (agreed == null) {
            return Choice.of(Optional.empty(), "the agreement states none");
        }
        return invoice.currency().equals(base)
                ? Choice.of(Optional.empty(), "the agreement's is not used: " + base + " is the books' base currency")
                : Choice.of(Optional.of(agreed), "the agreement");
    }

    private Choice<Optional<String>> reference() {
        String agreed = invoice.reference();
        if (agreed != null && !agreed.isBlank()) {
            return Choice.of(
                    Optional.of(
                            Texts.cut(Texts.oneLine(agreed), REFERENCE_LENGTH).strip()),
                    "the agreement");
        }
        return ReferenceTemplate.of(plain(), context.rules());
    }
}
