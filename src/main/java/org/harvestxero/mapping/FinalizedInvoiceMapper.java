package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.harvestxero.mapping.coding.ReferenceTemplate;
import org.harvestxero.mapping.coding.RuleFacts;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.coding.TrackingChoice;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.Line;
import org.harvestxero.mapping.document.HarvestLink;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.HarvestTaxes.Flags;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.totals.LineCandidate;

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
    private final FinalizedAmounts amounts;

    private FinalizedInvoiceMapper(FinalizedInvoice invoice, Kind kind, MappingContext context) {
        this.invoice = invoice;
        this.kind = kind;
        this.context = context;
        this.lines = coded();
        this.amounts = new FinalizedAmounts(invoice, context, lines);
    }

    /**
     * The Xero invoice, or every problem that blocks it; never skipped. A bill below zero becomes a sales credit note with its
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
        return mapping.problems().isEmpty() ? mapping.amounts.taxes() : Optional.empty();
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
                    FinalizedAmounts.source(coded.size() + 1, line, new Flags(false, false)),
                    TaxGroup.NONE,
                    account,
                    account.isRefused() ? null : taxes.ofBilled(facts, agreed.taxType(), account.value()),
                    items.of(facts, line.kind(), agreed.item()),
                    tracking.of(facts, agreed.tracking()),
                    invoice.currency()));
        }
        return List.copyOf(coded);
    }

    private List<Problem> problems() {
        return Stream.of(
                        InvoiceChecks.of(amounts.plain(), context).stream(),
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
        return BrandingChoice.of(amounts.plain(), context);
    }

    private MappingResult result() {
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        Choice<List<LineCandidate>> candidates = amounts.lines();
        Problem unequal = candidates.problem();
        return unequal == null ? mapped(candidates) : new Refused(List.of(unequal));
    }

    private Mapped mapped(Choice<List<LineCandidate>> candidates) {
        List<LineCandidate> drafts = candidates.value();
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
                                candidates.as(
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
        return ReferenceTemplate.of(amounts.plain(), context.rules());
    }
}
