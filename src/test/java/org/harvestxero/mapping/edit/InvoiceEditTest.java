package org.harvestxero.mapping.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.document.InvoiceBuilder;
import org.harvestxero.mapping.document.RuleBuilder;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceInvoice.State;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceEditTest {
    private final TargetInvoice first = target(two());
    private final WrittenInvoice written = new WrittenInvoice(first, "contact-1", List.of("x1", "x2"));

    @Test
    void nothingChangedIsNothingToDo() {
        EditPlan plan = plan(inXero(), target(two()));

        assertThat(plan.isNothing()).isTrue();
        assertThat(plan.kept()).isEmpty();
    }

    @Test
    void ruling6WritesOnlyTheHeaderFieldsThatChanged() {
        EditPlan plan = plan(inXero(), target(two().purchaseOrder("PO-9").due("2026-12-01")));

        assertThat(plan.isNothing()).isFalse();
        assertThat(plan.patch().header())
                .isEqualTo(Map.of(HeaderField.REFERENCE, "PO-9", HeaderField.DUE_DATE, "2026-12-01"));
        assertThat(plan.patch().lines()).isNull();
        assertThat(plan.patch().status()).isNull();
        assertThat(plan.drift()).isEmpty();
    }

    @Test
    void ruling6ClearsWhatHarvestNoLongerHas() {
        TargetInvoice withReference = target(two().purchaseOrder("PO-7"));
        XeroInvoice xero = xero(withReference, "AUTHORISED", "0.00");

        EditPlan plan = InvoiceEdit.plan(
                new WrittenInvoice(withReference, "contact-1", List.of("x1", "x2")),
                xero,
                target(two()),
                "contact-1",
                Optional.empty());

        assertThat(plan.patch().header()).isEqualTo(Map.of(HeaderField.REFERENCE, ""));
    }

    @Test
    void ruling6KeepsTheIdsOfTheLines() {
        EditPlan plan = plan(
                inXero(),
                target(anInvoice()
                        .line("1", "150.00", "150.00")
                        .line("Service", "Design work", "1", "50.00", "50.00", false, false)
                        .amount("200.00")));

        assertThat(plan.patch().lines()).extracting(InvoicePatch.Line::id).containsExactly("x1", "x2");
        assertThat(plan.patch().lines().get(0).line().unitAmount()).isEqualTo("150.00");
        assertThat(plan.patch().header()).isEmpty();
    }

    @Test
    void ruling6AddsAndRemovesLines() {
        TargetInvoice wanted =
                target(anInvoice().line(line(2, "50.00")).line(line(3, "25.00")).amount("75.00"));

        EditPlan plan = plan(inXero(), wanted);

        assertThat(plan.patch().lines()).extracting(InvoicePatch.Line::id).containsExactly("x2", null);
    }

    @Test
    void ruling6ABookkeepersRecodingStaysAndTheRestFollows() {
        XeroInvoice recoded = withLine(inXero(), 0, line -> with(line, line.unitAmount(), "260", line.description()));

        EditPlan plan = plan(
                recoded,
                target(anInvoice()
                        .line("1", "150.00", "150.00")
                        .line("1", "50.00", "50.00")
                        .amount("200.00")));

        assertThat(plan.patch().lines().get(0).line().accountCode()).isEqualTo("260");
        assertThat(plan.patch().lines().get(0).line().unitAmount()).isEqualTo("150.00");
        assertThat(plan.drift()).isEmpty();
        assertThat(plan.kept()).extracting(Difference::field).containsExactly("account of line 1");
    }

    @Test
    void ruling6ACodingChangedOnBothSidesIsDriftButTheRestFollows() {
        XeroInvoice renamed = withLine(inXero(), 0, line -> with(line, line.unitAmount(), "200", "By the bookkeeper"));

        EditPlan plan = plan(
                renamed,
                target(anInvoice()
                        .line("Service", "By Harvest", "1", "150.00", "150.00", false, false)
                        .line("1", "50.00", "50.00")
                        .amount("200.00")));

        assertThat(plan.drift())
                .extracting(Difference::toString)
                .containsExactly(
                        "description of line 1 is \"By the bookkeeper\" in Xero and \"By Harvest\" by Harvest (changed on both sides)");
        assertThat(plan.patch().lines().get(0).line().description()).isEqualTo("By the bookkeeper");
        assertThat(plan.patch().lines().get(0).line().unitAmount()).isEqualTo("150.00");
    }

    @Test
    void ruling6AnAmountChangedOnBothSidesIsDriftAndNothingIsWritten() {
        XeroInvoice repriced =
                withLine(inXero(), 0, line -> with(line, new BigDecimal("90.00"), "200", line.description()));

        EditPlan plan = plan(
                repriced,
                target(anInvoice()
                        .purchaseOrder("PO-9")
                        .line("1", "150.00", "150.00")
                        .line("1", "50.00", "50.00")
                        .amount("200.00")));

        assertThat(plan.patch()).isNull();
        assertThat(plan.drift()).extracting(Difference::field).containsExactly("amount of line 1");
        assertThat(Difference.problem("1042", plan.drift()).sentence())
                .isEqualTo(
                        "Invoice 1042 was changed on both sides: amount of line 1 is \"1 × 90.00 = 90.00 + 0.00 tax\" in Xero and \"1 × 150.00 = 150.00 + 0.00 tax\" by Harvest (changed on both sides).");
    }

    @Test
    void ruling6LinesAddedInXeroAreNeverDeleted() {
        List<XeroInvoice.Line> more = new ArrayList<>(inXero().lines());
        more.add(with(more.get(0), "x3"));
        XeroInvoice longer = withLines(inXero(), more);

        EditPlan lines = plan(
                longer,
                target(anInvoice()
                        .line("1", "150.00", "150.00")
                        .line("1", "50.00", "50.00")
                        .amount("200.00")));
        EditPlan header = plan(longer, target(two().purchaseOrder("PO-9")));

        assertThat(lines.patch()).isNull();
        assertThat(lines.drift()).extracting(Difference::field).containsExactly("lines");
        assertThat(header.patch().lines()).isNull();
        assertThat(header.drift()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1} paid")
    @CsvSource({"AUTHORISED, 10.00", "PAID, 150.00"})
    void whatIsPaidTakesOnlyWhatXeroStillAllows(String status, String paid) {
        XeroInvoice allocated = xero(first, status, paid);

        EditPlan words = plan(
                allocated,
                target(two("Nicer words").number("1042a").due("2026-12-01").purchaseOrder("PO-9")));
        EditPlan amounts = plan(
                allocated,
                target(anInvoice()
                        .line("1", "150.00", "150.00")
                        .line("1", "50.00", "50.00")
                        .amount("200.00")));
        EditPlan date = plan(allocated, target(two().issued("2026-10-13")));
        EditPlan fewer =
                plan(allocated, target(anInvoice().line("1", "100.00", "100.00").amount("100.00")));

        assertThat(words.drift()).isEmpty();
        assertThat(words.patch().header())
                .containsOnlyKeys(HeaderField.NUMBER, HeaderField.DUE_DATE, HeaderField.REFERENCE);
        assertThat(words.patch().lines())
                .extracting(line -> line.line().description())
                .containsOnly("Nicer words");
        assertThat(amounts.patch()).isNull();
        assertThat(amounts.drift().get(0).why()).isEqualTo("Xero doesn't change it once something is paid or credited");
        assertThat(date.patch()).isNull();
        assertThat(fewer.patch()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VOIDED", "DELETED"})
    void whatIsGoneInXeroIsDrift(String status) {
        EditPlan plan = plan(xero(first, status, "0.00"), target(two().purchaseOrder("PO-9")));

        assertThat(plan.patch()).isNull();
        assertThat(plan.drift()).extracting(Difference::field).containsExactly("status");
    }

    @Test
    void nothingInALockedPeriodIsChanged() {
        Optional<LocalDate> locked = Optional.of(LocalDate.parse("2026-10-12"));

        EditPlan changed =
                InvoiceEdit.plan(written, inXero(), target(two().purchaseOrder("PO-9")), "contact-1", locked);
        EditPlan unchanged = InvoiceEdit.plan(written, inXero(), target(two()), "contact-1", locked);

        assertThat(changed.patch()).isNull();
        assertThat(changed.drift().get(0).why()).isEqualTo("locked until 2026-10-12");
        assertThat(unchanged.isNothing()).isTrue();
    }

    @Test
    void aDraftThatIsSentIsApproved() {
        TargetInvoice draft = target(two().state(State.DRAFT));
        WrittenInvoice asDraft = new WrittenInvoice(draft, "contact-1", List.of("x1", "x2"));

        assertThat(InvoiceEdit.plan(asDraft, xero(draft, "DRAFT", "0.00"), target(two()), "contact-1", Optional.empty())
                        .patch()
                        .status())
                .isEqualTo(Status.AUTHORISED);
        assertThat(InvoiceEdit.plan(
                                asDraft,
                                xero(draft, "AUTHORISED", "0.00"),
                                target(two()),
                                "contact-1",
                                Optional.empty())
                        .isNothing())
                .isTrue();
    }

    @Test
    void ruling7WhatIsComparedFirstIsNotApprovedByTheEdit() {
        TargetInvoice draft = target(two().state(State.DRAFT));
        WrittenInvoice asDraft = new WrittenInvoice(draft, "contact-1", List.of("x1", "x2"));
        TargetInvoice discounted = target(two().discount("10", "15.00").amount("135.00"));

        EditPlan plan =
                InvoiceEdit.plan(asDraft, xero(draft, "DRAFT", "0.00"), discounted, "contact-1", Optional.empty());

        assertThat(discounted.confirmFirst()).isTrue();
        assertThat(plan.patch().lines()).hasSize(2);
        assertThat(plan.patch().status()).isNull();
    }

    @Test
    void anApprovedInvoiceNeverBecomesADraftAgain() {
        EditPlan plan = plan(inXero(), target(two().state(State.DRAFT)));

        assertThat(plan.patch()).isNull();
        assertThat(plan.drift()).extracting(Difference::why).containsExactly("Xero can't make it a draft again");
    }

    @Test
    void theThemeXeroChoseByItselfIsNobodysChange() {
        XeroInvoice themed = new XeroInvoice(
                "i-1",
                "AUTHORISED",
                "1042",
                "contact-1",
                first.date(),
                first.dueDate(),
                "EUR",
                null,
                first.url(),
                "theme-1",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                inXero().lines());

        EditPlan plan = plan(
                themed, mapped(two().build(), Books.context(RuleBuilder.rule(1).brandingTheme("Very plain"))));

        assertThat(plan.patch().header()).isEqualTo(Map.of(HeaderField.BRANDING_THEME, "theme-2"));
    }

    @Test
    void aContactMergedInXeroIsKept() {
        XeroInvoice merged = new XeroInvoice(
                "i-1",
                "AUTHORISED",
                "1042",
                "contact-9",
                first.date(),
                first.dueDate(),
                "EUR",
                null,
                first.url(),
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                inXero().lines());

        assertThat(plan(merged, target(two())).isNothing()).isTrue();
        assertThat(plan(merged, target(two())).kept())
                .extracting(Difference::field)
                .containsExactly("contact");
        assertThat(InvoiceEdit.plan(written, merged, target(two()), "contact-9", Optional.empty())
                        .isNothing())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}, {1} paid")
    @CsvSource({"DRAFT, 0", "SUBMITTED, 0", "AUTHORISED, 0", "AUTHORISED, 40", "PAID, 150"})
    void anInvoiceOfAnotherClientGoesToItsContactWhileXeroAllowsIt(String status, String paid) {
        EditPlan plan =
                InvoiceEdit.plan(written, xero(first, status, paid), ofOther(two()), "contact-2", Optional.empty());

        assertThat(plan.drift()).isEmpty();
        assertThat(plan.patch().header()).isEqualTo(Map.of(HeaderField.CONTACT, "contact-2"));
    }

    @Test
    void whereTheContactCanNotFollowNothingOfTheOtherClientIsWritten() {
        TargetInvoice wanted = ofOther(two("Design work for Other").purchaseOrder("PO-9"));
        XeroInvoice credited = withContact(xero(first, "AUTHORISED", "0"), "contact-1", "30.00");
        XeroInvoice byHand = withContact(xero(first, "AUTHORISED", "0"), "contact-7", "0.00");

        EditPlan whenCredited = InvoiceEdit.plan(written, credited, wanted, "contact-2", Optional.empty());
        EditPlan whenChosen = InvoiceEdit.plan(written, byHand, wanted, "contact-2", Optional.empty());

        assertThat(whenCredited.patch()).isNull();
        assertThat(whenCredited.drift())
                .extracting(Difference::toString)
                .contains("contact is \"contact-1\" in Xero and \"contact-2\" by Harvest"
                        + " (Xero doesn't change it once something is credited)");
        assertThat(whenChosen.patch()).isNull();
        assertThat(whenChosen.drift())
                .extracting(Difference::toString)
                .containsExactly(
                        "contact is \"contact-7\" in Xero and \"contact-2\" by Harvest (changed on both sides)");
    }

    @Test
    void aContactThatABookkeeperMovedAlreadyIsNoDrift() {
        XeroInvoice moved = withContact(xero(first, "AUTHORISED", "0"), "contact-2", "0.00");

        EditPlan plan = InvoiceEdit.plan(written, moved, ofOther(two()), "contact-2", Optional.empty());

        assertThat(plan.isNothing()).isTrue();
    }

    private static TargetInvoice ofOther(InvoiceBuilder builder) {
        TargetInvoice ours = target(builder);
        return new TargetInvoice(
                ours.kind(),
                ours.sourceId(),
                ours.clientId() + 1,
                ours.number(),
                ours.status(),
                ours.confirmFirst(),
                ours.date(),
                ours.dueDate(),
                ours.currency(),
                ours.reference(),
                ours.url(),
                ours.brandingThemeId(),
                ours.lines(),
                ours.subtotal(),
                ours.totalTax(),
                ours.total());
    }

    private static XeroInvoice withContact(XeroInvoice invoice, String contact, String credited) {
        return new XeroInvoice(
                invoice.id(),
                invoice.status(),
                invoice.number(),
                contact,
                invoice.date(),
                invoice.dueDate(),
                invoice.currency(),
                invoice.reference(),
                invoice.url(),
                invoice.brandingThemeId(),
                invoice.amountPaid(),
                new BigDecimal(credited),
                invoice.lines());
    }

    @Test
    void aTaxThatXeroComputedIsNoChangeOfAPerson() {
        SourceInvoice taxed = anInvoice()
                .tax("20", "30.00")
                .taxedLine("1", "100.00", "100.00")
                .taxedLine("1", "50.00", "50.00")
                .amount("180.00")
                .build();
        TargetInvoice target = mapped(taxed, Books.context());
        WrittenInvoice last = new WrittenInvoice(target, "contact-1", List.of("x1", "x2"));

        EditPlan plan =
                InvoiceEdit.plan(last, xero(target, "AUTHORISED", "0.00"), target, "contact-1", Optional.empty());

        assertThat(plan.isNothing()).isTrue();
        assertThat(plan.kept()).isEmpty();
    }

    private EditPlan plan(XeroInvoice now, TargetInvoice wanted) {
        return InvoiceEdit.plan(written, now, wanted, "contact-1", Optional.empty());
    }

    private static TargetInvoice target(InvoiceBuilder builder) {
        return mapped(builder.build(), Books.context());
    }

    private static InvoiceBuilder two() {
        return two("Design work");
    }

    private static InvoiceBuilder two(String description) {
        return anInvoice()
                .line("Service", description, "1", "100.00", "100.00", false, false)
                .line("Service", description, "1", "50.00", "50.00", false, false)
                .amount("150.00");
    }

    private static SourceLine line(long id, String amount) {
        return new SourceLine(
                id,
                "Service",
                "Design work",
                BigDecimal.ONE,
                new BigDecimal(amount),
                new BigDecimal(amount),
                false,
                false,
                null);
    }

    private XeroInvoice inXero() {
        return xero(first, "AUTHORISED", "0.00");
    }

    /** What Xero shows of an invoice right after it was written. */
    private static XeroInvoice xero(TargetInvoice target, String status, String paid) {
        List<XeroInvoice.Line> lines = new ArrayList<>();
        for (TargetLine line : target.lines()) {
            lines.add(new XeroInvoice.Line(
                    "x" + (lines.size() + 1),
                    line.description(),
                    line.quantity().setScale(4),
                    line.unitAmount().setScale(4),
                    line.itemCode(),
                    line.accountCode(),
                    line.taxType(),
                    line.lineTax(),
                    line.discountRate(),
                    line.tracking(),
                    line.lineAmount()));
        }
        return new XeroInvoice(
                "i-1",
                status,
                target.number(),
                "contact-1",
                target.date(),
                target.dueDate(),
                target.currency(),
                target.reference() == null ? "" : target.reference(),
                target.url(),
                target.brandingThemeId(),
                new BigDecimal(paid),
                BigDecimal.ZERO,
                lines);
    }

    private static XeroInvoice withLine(XeroInvoice invoice, int place, UnaryOperator<XeroInvoice.Line> change) {
        List<XeroInvoice.Line> lines = new ArrayList<>(invoice.lines());
        lines.set(place, change.apply(lines.get(place)));
        return withLines(invoice, lines);
    }

    private static XeroInvoice withLines(XeroInvoice invoice, List<XeroInvoice.Line> lines) {
        return new XeroInvoice(
                invoice.id(),
                invoice.status(),
                invoice.number(),
                invoice.contactId(),
                invoice.date(),
                invoice.dueDate(),
                invoice.currency(),
                invoice.reference(),
                invoice.url(),
                invoice.brandingThemeId(),
                invoice.amountPaid(),
                invoice.amountCredited(),
                lines);
    }

    private static XeroInvoice.Line with(XeroInvoice.Line line, BigDecimal price, String account, String description) {
        return new XeroInvoice.Line(
                line.id(),
                description,
                line.quantity(),
                price,
                line.itemCode(),
                account,
                line.taxType(),
                line.taxAmount(),
                line.discountRate(),
                line.tracking(),
                price.setScale(2));
    }

    private static XeroInvoice.Line with(XeroInvoice.Line line, String id) {
        return new XeroInvoice.Line(
                id,
                line.description(),
                line.quantity(),
                line.unitAmount(),
                line.itemCode(),
                line.accountCode(),
                line.taxType(),
                line.taxAmount(),
                line.discountRate(),
                line.tracking(),
                line.lineAmount());
    }

    @Test
    void ruling6WhateverABookkeeperRecodedStays() {
        XeroInvoice recoded = withLine(
                inXero(),
                0,
                line -> new XeroInvoice.Line(
                        line.id(),
                        line.description(),
                        new BigDecimal("2"),
                        new BigDecimal("45.00"),
                        "Product",
                        line.accountCode(),
                        "ZERORATEDOUTPUT",
                        new BigDecimal("0.00"),
                        new BigDecimal("10"),
                        List.of(new Tracking("Region", "North")),
                        new BigDecimal("81.00")));

        EditPlan plan = plan(recoded, target(two("Nicer words")));

        TargetLine line = plan.patch().lines().get(0).line();
        assertThat(line.description()).isEqualTo("Nicer words");
        assertThat(line.quantity()).isEqualTo("2");
        assertThat(line.unitAmount()).isEqualTo("45.00");
        assertThat(line.discountRate()).isEqualTo("10");
        assertThat(line.lineAmount()).isEqualTo("81.00");
        assertThat(line.itemCode()).isEqualTo("Product");
        assertThat(line.taxType()).isEqualTo("ZERORATEDOUTPUT");
        assertThat(line.tracking()).containsExactly(new Tracking("Region", "North"));
        assertThat(plan.kept())
                .extracting(Difference::toString)
                .containsExactly(
                        "tracking of line 1 is \"region: north\" in Xero and empty by Harvest (changed in Xero)",
                        "tax type of line 1 is \"ZERORATEDOUTPUT\" in Xero and \"NONE\" by Harvest (changed in Xero)",
                        "item of line 1 is \"Product\" in Xero and empty by Harvest (changed in Xero)",
                        "amount of line 1 is \"2 × 45.00 less 10 % = 81.00 + 0.00 tax\" in Xero and"
                                + " \"1 × 100.00 = 100.00 + 0.00 tax\" by Harvest (changed in Xero)");
    }

    @Test
    void ruling6WhatABookkeeperCodedStaysInTheHeaderToo() {
        XeroInvoice changed = new XeroInvoice(
                "i-1",
                "AUTHORISED",
                "1042",
                "contact-1",
                first.date(),
                LocalDate.parse("2026-12-24"),
                "EUR",
                " by hand ",
                first.url(),
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                inXero().lines());

        EditPlan plan = plan(changed, target(two().number("1042a")));

        assertThat(plan.patch().header()).isEqualTo(Map.of(HeaderField.NUMBER, "1042a"));
        assertThat(plan.kept()).extracting(Difference::field).containsExactly("due date", "reference");
    }

    @Test
    void theDayAfterALockDateMayBeChangedButNothingMovesInto() {
        Optional<LocalDate> locked = Optional.of(LocalDate.parse("2026-10-11"));

        EditPlan after = InvoiceEdit.plan(written, inXero(), target(two().purchaseOrder("PO-9")), "contact-1", locked);
        EditPlan into = InvoiceEdit.plan(written, inXero(), target(two().issued("2026-10-11")), "contact-1", locked);

        assertThat(after.patch()).isNotNull();
        assertThat(into.patch()).isNull();
        assertThat(into.drift()).extracting(Difference::why).containsExactly("locked until 2026-10-11");
    }

    @Test
    void aDraftThatStaysADraftIsNotApproved() {
        TargetInvoice draft = target(two().state(State.DRAFT));
        WrittenInvoice asDraft = new WrittenInvoice(draft, "contact-1", List.of("x1", "x2"));

        EditPlan plan = InvoiceEdit.plan(
                asDraft,
                xero(draft, "DRAFT", "0.00"),
                target(two().state(State.DRAFT).purchaseOrder("PO-9")),
                "contact-1",
                Optional.empty());

        assertThat(plan.patch().status()).isNull();
        assertThat(plan.drift()).isEmpty();
    }
}
