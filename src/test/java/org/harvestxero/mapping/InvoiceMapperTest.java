package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.MappingResult.Refused;
import org.harvestxero.mapping.MappingResult.Skipped;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.CopyOptions.NegativeTotals;
import org.harvestxero.mapping.document.InvoiceBuilder;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceInvoice.State;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class InvoiceMapperTest {
    private final MappingContext context = Books.context();

    @Test
    void copiesAPlainTaxedInvoice() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "22.00")
                .line("Service", "Design work", "7.33", "15.00", "109.95", true, false)
                .line("Service", "Stamp", "1", "0.05", "0.05", true, false)
                .amount("132.00")
                .build();

        TargetInvoice target = mapped(invoice, context);

        assertThat(target.kind()).isEqualTo(Kind.INVOICE);
        assertThat(target.sourceId()).isEqualTo(50042);
        assertThat(target.clientId()).isEqualTo(7);
        assertThat(target.number()).isEqualTo("1042");
        assertThat(target.date()).isEqualTo("2026-10-12");
        assertThat(target.currency()).isEqualTo("EUR");
        assertThat(target.confirmFirst()).isFalse();
        assertThat(target.subtotal()).isEqualTo("110.00");
        assertThat(target.totalTax()).isEqualTo("22.00");
        assertThat(target.total()).isEqualTo("132.00");
        TargetLine line = target.lines().get(0);
        assertThat(line.description()).isEqualTo("Design work");
        assertThat(line.quantity()).isEqualTo("7.33");
        assertThat(line.unitAmount()).isEqualTo("15.00");
        assertThat(line.accountCode()).isEqualTo("200");
        assertThat(line.taxType()).isEqualTo("OUTPUT2");
        assertThat(line.taxAmount()).isNull();
        assertThat(line.lineAmount()).isEqualTo("109.95");
        assertThat(line.lineTax()).isEqualTo("21.99");
        assertThat(line.sourceLineId()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({"DRAFT, DRAFT", "OPEN, AUTHORISED", "PAID, AUTHORISED", "CLOSED, AUTHORISED"})
    void mapsTheStatus(State harvest, Status xero) {
        assertThat(mapped(plain().state(harvest).build(), context).status()).isEqualTo(xero);
    }

    @Test
    void ruling17SkipsRetainerFundingUnlessForced() {
        SourceInvoice funding = plain().fundsRetainer(99).build();

        assertThat(InvoiceMapper.map(funding, context)).isEqualTo(new Skipped(SkipReason.RETAINER_FUNDING));
        assertThat(SkipReason.RETAINER_FUNDING.key()).isEqualTo("retainer-funding");
        assertThat(mapped(funding, context.withForced(true)).total()).isEqualTo("100.00");
    }

    @Test
    void skipsWhatWasIssuedBeforeCopySince() {
        assertThat(InvoiceMapper.map(plain().issued("2025-12-31").build(), context))
                .isEqualTo(new Skipped(SkipReason.BEFORE_COPY_SINCE));
        assertThat(InvoiceMapper.map(plain().issued("2026-01-01").build(), context))
                .isInstanceOf(Mapped.class);
    }

    @Test
    void skipsDraftsWhenSwitchedOff() {
        MappingContext off = context.withOptions(Books.OPTIONS.withDrafts(false));

        assertThat(InvoiceMapper.map(plain().state(State.DRAFT).build(), off))
                .isEqualTo(new Skipped(SkipReason.DRAFTS_OFF));
        assertThat(InvoiceMapper.map(plain().state(State.OPEN).build(), off)).isInstanceOf(Mapped.class);
    }

    @Test
    void ruling13DueDateIsHarvestsThenTheContactsTermsThenTheConfiguredDays() {
        XeroContact acme = contact(new PaymentTerms(20, "OFFOLLOWINGMONTH"));

        assertThat(mapped(plain().due("2026-11-11").build(), context.withContact(acme))
                        .dueDate())
                .isEqualTo("2026-11-11");
        assertThat(mapped(plain().due(null).build(), context.withContact(acme)).dueDate())
                .isEqualTo("2026-11-20");
        assertThat(mapped(plain().due(null).build(), context).dueDate()).isEqualTo("2026-11-11");
        assertThat(mapped(plain().due(null).build(), context.withOptions(Books.OPTIONS.withDefaultDueDays(14)))
                        .dueDate())
                .isEqualTo("2026-10-26");
    }

    @ParameterizedTest(name = "{0} {1} after {2} is {3}")
    @CsvSource({
        "14, DAYSAFTERBILLDATE, 2026-10-12, 2026-10-26",
        "10, DAYSAFTERBILLMONTH, 2026-10-12, 2026-11-10",
        "31, OFCURRENTMONTH, 2026-11-12, 2026-11-30",
        "5, OFCURRENTMONTH, 2026-11-12, 2026-11-12",
        "31, OFFOLLOWINGMONTH, 2027-01-15, 2027-02-28",
    })
    void worksOutPaymentTerms(int day, String type, String issued, String due) {
        assertThat(DueDates.by(new PaymentTerms(day, type), LocalDate.parse(issued)))
                .isEqualTo(due);
    }

    @Test
    void referenceIsThePurchaseOrderElseTheSubject() {
        assertThat(mapped(plain().purchaseOrder("PO-7").subject("October").build(), context)
                        .reference())
                .isEqualTo("PO-7");
        assertThat(mapped(plain().purchaseOrder(" ").subject("October\nwork").build(), context)
                        .reference())
                .isEqualTo("October work");
        assertThat(mapped(plain().build(), context).reference()).isNull();
    }

    @Test
    void linksBackToHarvest() {
        assertThat(mapped(plain().build(), context).url()).isEqualTo("https://acme.harvestapp.com/invoices/50042");
    }

    @Test
    void linkNeverHoldsXerosNameWhichXeroRefuses() {
        MappingContext other = MappingContext.of(Books.xero(), Books.OPTIONS, "https://FoxErolls.harvestapp.com/");

        assertThat(mapped(plain().build(), other).url()).isEqualTo("https://api.harvestapp.com/v2/invoices/50042");
    }

    @Test
    void missingLineDescriptionIsRefusedWithItsPlace() {
        SourceInvoice invoice = anInvoice()
                .line("1", "60.00", "60.00")
                .line("Service", " \r\n ", "1", "40.00", "40.00", false, false)
                .amount("100.00")
                .build();

        Problem problem = refused(invoice, context).get(0);

        assertThat(problem.code()).isEqualTo(FailureCode.LINE_DESCRIPTION_MISSING);
        assertThat(problem.sentence()).isEqualTo("Invoice 1042: line 2 has no description, which Xero demands.");
        assertThat(problem.remedy()).isEqualTo("Write a description for line 2 in Harvest.");
    }

    @Test
    void cutsADescriptionBeyond4000CharactersWithAMarker() {
        SourceInvoice invoice = anInvoice()
                .line("Service", "x".repeat(4001), "1", "100.00", "100.00", false, false)
                .amount("100.00")
                .build();

        String description = mapped(invoice, context).lines().get(0).description();

        assertThat(description).hasSize(4000).endsWith("xx […]");
    }

    @Test
    void keepsLineBreaksButNoOtherControlCharacters() {
        SourceInvoice invoice = anInvoice()
                .line("Service", "One\r\nTwo\u0007\tThree ", "1", "100.00", "100.00", false, false)
                .amount("100.00")
                .build();

        assertThat(mapped(invoice, context).lines().get(0).description()).isEqualTo("One\nTwo \tThree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rechnung Nº 7", "", "  ", "7\t8"})
    void refusesANumberThatXeroCannotHold(String number) {
        assertThat(refused(plain().number(number).build(), context))
                .extracting(Problem::code)
                .containsExactly(FailureCode.NUMBER_UNUSABLE);
    }

    @Test
    void refusesANumberOf256Characters() {
        assertThat(mapped(plain().number("9".repeat(255)).build(), context).number())
                .hasSize(255);
        assertThat(refused(plain().number("9".repeat(256)).build(), context)
                        .get(0)
                        .code())
                .isEqualTo(FailureCode.NUMBER_UNUSABLE);
    }

    @Test
    void refusesACurrencyThatIsNotSubscribed() {
        assertThat(mapped(plain().currency("USD").build(), context).currency()).isEqualTo("USD");
        assertThat(refused(plain().currency("CHF").build(), context))
                .containsExactly(Problem.of(FailureCode.CURRENCY_NOT_SUBSCRIBED, "CHF"));
    }

    @ParameterizedTest(name = "period {0}, year end {1}: refused {2}")
    @CsvSource({
        "2026-10-12, , true",
        "2026-10-11, , false",
        ", 2026-10-12, true",
        "2026-06-30, 2026-12-31, true",
        "2026-10-31, 2025-12-31, true",
        ", , false",
    })
    void refusesADateOnOrBeforeALockDate(String periodLock, String yearEndLock, boolean refused) {
        MappingContext locked = context.withXero(Books.lockedUntil(periodLock, yearEndLock));

        assertThat(InvoiceMapper.map(plain().build(), locked)).isInstanceOf(refused ? Refused.class : Mapped.class);
    }

    @Test
    void refusesAnInvoiceWithoutLines() {
        assertThat(refused(anInvoice().build(), context)).containsExactly(Problem.of(FailureCode.NO_LINES, "1042"));
    }

    @Test
    void namesEveryProblemOnce() {
        SourceInvoice invoice = anInvoice()
                .currency("CHF")
                .number("№")
                .tax("19", "19.00")
                .taxedLine("1", "50.00", "50.00")
                .taxedLine("1", "50.00", "50.00")
                .amount("119.00")
                .build();

        assertThat(refused(invoice, context))
                .extracting(Problem::code)
                .containsExactly(
                        FailureCode.NUMBER_UNUSABLE, FailureCode.CURRENCY_NOT_SUBSCRIBED, FailureCode.TAX_RATE_MISSING);
    }

    @Test
    void ruling12NegativeTotalIsRefusedUnlessThePolicyMakesItACreditNote() {
        SourceInvoice credit = anInvoice()
                .tax("20", "-10.00")
                .purchaseOrder("PO-7")
                .taxedLine("1", "50.00", "50.00")
                .taxedLine("-2", "50.00", "-100.00")
                .amount("-60.00")
                .build();

        assertThat(refused(credit, context).get(0).sentence())
                .isEqualTo("Invoice 1042 has the negative total -60.00 EUR, which Xero doesn't take as an invoice.");
        TargetInvoice target =
                mapped(credit, context.withOptions(Books.OPTIONS.withNegativeTotals(NegativeTotals.CREDIT_NOTE)));
        assertThat(target.kind()).isEqualTo(Kind.CREDIT_NOTE);
        assertThat(target.reference()).isEqualTo("HC50042 PO-7");
        assertThat(target.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("-50.00", "100.00"));
        assertThat(target.subtotal()).isEqualTo("50.00");
        assertThat(target.totalTax()).isEqualTo("10.00");
        assertThat(target.total()).isEqualTo("60.00");
    }

    @Test
    void ruling12ZeroTotalIsCopied() {
        SourceInvoice zero = anInvoice()
                .line("2", "50.00", "100.00")
                .line("1", "-100.00", "-100.00")
                .build();

        assertThat(mapped(zero, context).total()).isEqualTo("0.00");
        assertThat(mapped(zero, context).kind()).isEqualTo(TargetInvoice.Kind.INVOICE);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void isTheSameForTheSameInput(State state) {
        SourceInvoice invoice = plain().state(state).build();

        assertThat(InvoiceMapper.map(invoice, context)).isEqualTo(InvoiceMapper.map(invoice, context));
    }

    @Test
    void explainsWhatDecidedEachLine() {
        SourceInvoice invoice = anInvoice()
                .tax("20", "20.00")
                .line("Product", "Poster", "2", "50.00", "100.00", true, false)
                .amount("120.00")
                .build();

        Mapped mapped = (Mapped) InvoiceMapper.map(invoice, context);

        assertThat(mapped.explanation().text())
                .containsExactly(
                        "status = AUTHORISED: Harvest says OPEN",
                        "due = 2026-11-11: Harvest's due date",
                        "reference = none: Harvest has neither purchase order nor subject",
                        "branding theme = none: left to Xero",
                        "amounts = 120.00 EUR: the lines as Harvest has them",
                        "line 1: Poster",
                        "  account = 260 Other revenue: sales account of the Xero item Product",
                        "  tax type = OUTPUT2 20 %: the only active tax rate of 20 % for account 260",
                        "  item = Product: its code is the line's kind",
                        "  amount = 100.00: 2 × 50.00");
    }

    public static TargetInvoice mapped(SourceInvoice invoice, MappingContext context) {
        MappingResult result = InvoiceMapper.map(invoice, context);
        assertThat(result).isInstanceOf(Mapped.class);
        return ((Mapped) result).invoice();
    }

    public static List<Problem> refused(SourceInvoice invoice, MappingContext context) {
        MappingResult result = InvoiceMapper.map(invoice, context);
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).problems();
    }

    public static BigDecimal[] decimals(String... texts) {
        return List.of(texts).stream().map(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    private static InvoiceBuilder plain() {
        return anInvoice().line("1", "100.00", "100.00").amount("100.00");
    }

    private static XeroContact contact(PaymentTerms terms) {
        return new XeroContact("contact-1", "Acme", "harvest-client-7", null, true, null, null, null, terms);
    }

    @Test
    void theLargestAmountXeroHoldsIsTaken() {
        SourceInvoice largest = anInvoice()
                .line("1", "9999999999.99", "9999999999.99")
                .amount("9999999999.99")
                .build();
        SourceInvoice credit = anInvoice()
                .line("1", "20000000000.00", "20000000000.00")
                .line("1", "-10000000000.00", "-10000000000.00")
                .amount("10000000000.00")
                .build();

        assertThat(mapped(largest, context).total()).isEqualTo("9999999999.99");
        assertThat(refused(credit, context))
                .extracting(Problem::code)
                .hasSize(2)
                .containsOnly(FailureCode.AMOUNT_TOO_LARGE);
    }

    @Test
    void paymentTermsOfADayBeforeTheFirstMeanTheFirst() {
        assertThat(DueDates.by(new PaymentTerms(0, "OFFOLLOWINGMONTH"), LocalDate.parse("2026-10-12")))
                .isEqualTo("2026-11-01");
        assertThat(DueDates.by(new PaymentTerms(12, "OFCURRENTMONTH"), LocalDate.parse("2026-10-12")))
                .isEqualTo("2026-10-12");
        assertThat(DueDates.by(new PaymentTerms(20, "OFCURRENTMONTH"), LocalDate.parse("2026-10-12")))
                .isEqualTo("2026-10-20");
    }

    @Test
    void explainsPaymentTermsReferencesAndFigures() {
        XeroContact acme = contact(new PaymentTerms(20, "OFFOLLOWINGMONTH"));
        SourceInvoice invoice = plain().due(null).subject("October work").build();

        assertThat(((Mapped) InvoiceMapper.map(invoice, context.withContact(acme)))
                        .explanation()
                        .text())
                .contains(
                        "due = 2026-11-20: payment terms of the Xero contact",
                        "reference = October work: Harvest's subject",
                        "  item = none: no sellable item has the line's kind as its code");
        assertThat(((Mapped) InvoiceMapper.map(
                                plain().due(null).purchaseOrder("PO-7").build(), context))
                        .explanation()
                        .text())
                .contains("due = 2026-11-11: copy.default-due-days", "reference = PO-7: Harvest's purchase order");
    }

    @Test
    void explainsARateOfDiscountAndARoundingLine() {
        SourceInvoice discounted = anInvoice()
                .discount("10", "30.00")
                .line("3", "100.00", "300.00")
                .amount("270.00")
                .build();

        assertThat(((Mapped) InvoiceMapper.map(discounted, context))
                        .explanation()
                        .text())
                .contains("  amount = 270.00: 3 × 100.00 less 10 %");
    }

    @Test
    void aCreditNotesReferenceIsItsMarkAloneWithoutAnother() {
        SourceInvoice credit =
                anInvoice().line("-1", "50.00", "-50.00").amount("-50.00").build();

        assertThat(mapped(credit, context.withOptions(Books.OPTIONS.withNegativeTotals(NegativeTotals.CREDIT_NOTE)))
                        .reference())
                .isEqualTo("HC50042");
    }

    @Test
    void whatIsLeftOutSaysWhy() {
        assertThat(SkipReason.RETAINER_FUNDING.sentence())
                .isEqualTo("It adds funds to a retainer; the money is coded in Xero by hand.");
        assertThat(SkipReason.BEFORE_COPY_SINCE.sentence()).isEqualTo("It was issued before copy.since.");
        assertThat(SkipReason.DRAFTS_OFF.sentence()).isEqualTo("It is a draft, and copy.drafts is off.");
    }
}
