package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.MappingResult.Refused;
import org.harvestxero.mapping.MappingResult.Skipped;
import org.harvestxero.mapping.coding.BrandingChoice;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.CodedLine;
import org.harvestxero.mapping.coding.Explanation;
import org.harvestxero.mapping.coding.Explanation.Decision;
import org.harvestxero.mapping.coding.LineCoder;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.ReferenceTemplate;
import org.harvestxero.mapping.document.HarvestLink;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceInvoice.State;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.totals.ExactTotals;
import org.harvestxero.mapping.totals.LineCandidate;

/** Turns a Harvest invoice into the Xero invoice whose total is equal to the cent, or says why that can't be. */
public final class InvoiceMapper {
    private static final int TITLE_LENGTH = 60;

    private InvoiceMapper() {}

    /** What becomes of the invoice; the same for the same input, and nothing is looked up or changed. */
    public static MappingResult map(SourceInvoice invoice, MappingContext context) {
        Optional<SkipReason> skipped = skipped(invoice, context);
        if (skipped.isPresent()) {
            return new Skipped(skipped.get());
        }
        boolean creditNote = invoice.amount().signum() < 0;
        SourceInvoice positive = creditNote ? invoice.negated() : invoice;
        List<CodedLine> lines = new LineCoder(positive, context).all();
        Choice<Optional<BrandingTheme>> branding = BrandingChoice.of(invoice, context);
        List<Problem> problems = Stream.of(
                        InvoiceChecks.of(invoice, context).stream(),
                        Stream.ofNullable(branding.problem()),
                        context.rules().unread(projects(invoice)).stream(),
                        lines.stream().flatMap(line -> line.problems().stream()))
                .flatMap(found -> found)
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        Choice<List<LineCandidate>> amounts = new ExactTotals(positive, lines, context, creditNote).find();
        Problem unequal = amounts.problem();
        return unequal == null ? mapped(invoice, context, amounts, branding) : new Refused(List.of(unequal));
    }

    private static List<SourceProject> projects(SourceInvoice invoice) {
        return invoice.lines().stream()
                .flatMap(line -> Stream.ofNullable(line.project()))
                .toList();
    }

    private static Optional<SkipReason> skipped(SourceInvoice invoice, MappingContext context) {
        if (invoice.retainerId() != null && !context.forced()) {
            return Optional.of(SkipReason.RETAINER_FUNDING);
        }
        if (invoice.issueDate().isBefore(context.options().since())) {
            return Optional.of(SkipReason.BEFORE_COPY_SINCE);
        }
        return invoice.state() == State.DRAFT && !context.options().drafts()
                ? Optional.of(SkipReason.DRAFTS_OFF)
                : Optional.empty();
    }

    private static Mapped mapped(
            SourceInvoice invoice,
            MappingContext context,
            Choice<List<LineCandidate>> amounts,
            Choice<Optional<BrandingTheme>> branding) {
        List<LineCandidate> drafts = amounts.value();
        List<TargetLine> lines = drafts.stream().map(LineCandidate::toTarget).toList();
        BigDecimal subtotal =
                XeroArithmetic.sum(lines.stream().map(TargetLine::lineAmount).toList());
        BigDecimal tax =
                XeroArithmetic.sum(lines.stream().map(TargetLine::lineTax).toList());
        Choice<LocalDate> due = DueDates.of(invoice, context);
        Choice<Optional<String>> reference = ReferenceTemplate.of(invoice, context.rules());
        Kind kind = invoice.amount().signum() < 0 ? Kind.CREDIT_NOTE : Kind.INVOICE;
        TargetInvoice target = new TargetInvoice(
                kind,
                invoice.id(),
                invoice.client().id(),
                invoice.number().strip(),
                invoice.state() == State.DRAFT ? Status.DRAFT : Status.AUTHORISED,
                !drafts.stream().allMatch(LineCandidate::isConfirmed),
                invoice.issueDate(),
                due.value(),
                invoice.currency(),
                kind == Kind.CREDIT_NOTE
                        ? creditReference(invoice, reference)
                        : reference.value().orElse(null),
                HarvestLink.of(context.harvestAddress(), invoice.id()),
                branding.value().map(BrandingTheme::id).orElse(null),
                lines,
                subtotal,
                tax,
                subtotal.add(tax));
        return new Mapped(
                target,
                explanation(
                        target,
                        drafts,
                        List.of(
                                new Decision("status", target.status().name(), "Harvest says " + invoice.state()),
                                due.as("due", due.value().toString()),
                                reference.as("reference", reference.value().orElse("none")),
                                branding.as(
                                        "branding theme",
                                        branding.value()
                                                .map(BrandingTheme::name)
                                                .orElse("none")),
                                amounts.as(
                                        "amounts",
                                        Texts.money(target.total(), target.currency()) + " " + target.currency()))));
    }

    /** Credit notes have no address in Xero, so their mark goes in front of the reference. */
    private static String creditReference(SourceInvoice invoice, Choice<Optional<String>> reference) {
        String mark = Marks.creditNote(invoice.id());
        return Texts.cut(reference.value().map(text -> mark + " " + text).orElse(mark), 255);
    }

    static Explanation explanation(TargetInvoice target, List<LineCandidate> drafts, List<Decision> document) {
        List<Explanation.Line> lines = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            lines.add(explanation(drafts.get(i), target.lines().get(i), target.currency()));
        }
        return new Explanation(document, lines);
    }

    private static Explanation.Line explanation(LineCandidate draft, TargetLine line, String currency) {
        List<Decision> decisions = new ArrayList<>();
        CodedLine origin = draft.origin();
        if (origin == null) {
            decisions.add(new Decision("account", line.accountCode(), "added so that the totals are equal"));
        } else {
            decisions.addAll(origin.decisions());
        }
        decisions.add(new Decision("amount", Texts.money(line.lineAmount(), currency), amountReason(draft, currency)));
        return new Explanation.Line(Texts.cutMarked(line.description().replace('\n', ' '), TITLE_LENGTH), decisions);
    }

    private static String amountReason(LineCandidate draft, String currency) {
        String figures = Texts.number(draft.quantity()) + " × " + Texts.price(draft.unitAmount(), currency);
        BigDecimal rate = draft.discountRate();
        BigDecimal tax = draft.taxAmount();
        return figures
                + (rate == null ? "" : " less " + Texts.number(rate) + " %")
                + (tax == null ? "" : ", tax set to " + Texts.money(tax, currency));
    }
}
