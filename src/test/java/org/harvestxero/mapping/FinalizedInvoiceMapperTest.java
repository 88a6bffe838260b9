package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.document.RuleBuilder.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.HarvestTaxes.Flags;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;

class FinalizedInvoiceMapperTest {
    private static final SourceClient ACME = new SourceClient(7, "Acme", null, "EUR", null, null, null);

    private final MappingContext context = Books.context();

    @Test
    void theAgreementWinsOverRulesAndWhatXeroHasSetUp() {
        MappingContext rules = Books.context(rule(1).account("210"));
        FinalizedInvoice bill = bill(new Coding("260", "TAX015", "Product", Map.of("Region", "North")), "100.00");

        TargetLine line = mapped(bill, rules).lines().get(0);

        assertThat(line.accountCode()).isEqualTo("260");
        assertThat(line.taxType()).isEqualTo("TAX015");
        assertThat(line.itemCode()).isEqualTo("Product");
        assertThat(line.tracking()).containsExactly(new Tracking("Region", "North"));
        assertThat(line.lineTax()).isEqualTo("15.00");
    }

    @Test
    void whatTheAgreementLeavesOpenIsDecidedAsForCopies() {
        TargetInvoice bill = mapped(bill(Coding.open(), "100.00"), context);

        assertThat(bill.lines().get(0).accountCode()).isEqualTo("200");
        assertThat(bill.lines().get(0).taxType()).isEqualTo("OUTPUT2");
        assertThat(bill.total()).isEqualTo("120.00");
        assertThat(mapped(bill(Coding.account("260"), "100.00"), context)
                        .lines()
                        .get(0)
                        .taxType())
                .isEqualTo("NONE");
    }

    @Test
    void theContactsOwnTaxComesBeforeTheAccounts() {
        MappingContext zero = context.withContact(taxed("ZERORATEDOUTPUT"));

        assertThat(mapped(bill(Coding.open(), "100.00"), zero).lines().get(0).taxType())
                .isEqualTo("ZERORATEDOUTPUT");
        assertThat(mapped(bill(Coding.open(), "100.00"), zero).total()).isEqualTo("100.00");
        assertThat(mapped(
                                bill(Coding.open(), "100.00"),
                                Books.context(rule(1).taxType("RROUTPUT")).withContact(taxed("ZERORATEDOUTPUT")))
                        .total())
                .isEqualTo("105.00");
        assertThat(mapped(bill(new Coding(null, "TAX015", null, Map.of()), "100.00"), zero)
                        .total())
                .isEqualTo("115.00");
    }

    @Test
    void aTaxOfTheContactThatCantBeChargedIsNotReplacedByTheAccounts() {
        Problem archived = refused(bill(Coding.open(), "100.00"), context.withContact(taxed("TAX175")))
                .get(0);
        Problem elsewhere = refused(bill(Coding.open(), "100.00"), context.withContact(taxed("INPUT2")))
                .get(0);

        assertThat(archived.code()).isEqualTo(FailureCode.CONTACT_TAX_UNFIT);
        assertThat(archived.sentence())
                .isEqualTo("The default sales tax of the Xero contact Acme is TAX175, which can't be charged:"
                        + " it is no longer active in Xero.");
        assertThat(elsewhere.sentence()).endsWith("Xero doesn't allow it with account 200.");
    }

    private static XeroContact taxed(String taxType) {
        return new XeroContact("contact-1", "Acme", null, null, true, null, null, taxType, null);
    }

    @Test
    void anItemBringsItsSalesAccount() {
        FinalizedInvoice bill = bill(new Coding(null, null, "Product", Map.of()), "10.00");

        assertThat(mapped(bill, context).lines().get(0).accountCode()).isEqualTo("260");
    }

    @Test
    void aTrackingOptionXeroLacksIsToBeMade() {
        FinalizedInvoice bill = bill(new Coding(null, null, null, Map.of("region", "South")), "10.00");

        TargetInvoice target = mapped(bill, context);

        assertThat(target.missingTracking(Books.xero())).containsExactly(new Tracking("Region", "South"));
    }

    @Test
    void everyLineIsTheBillsToTheCentAndTaxIsXeros() {
        FinalizedInvoice bill = bill(
                line(Coding.open(), "7.33", "15.00", "109.95"),
                line(Coding.open(), "1", "0.03", "0.03"),
                line(Coding.open(), "7.3333", "15.00", "110.00"));

        TargetInvoice target = mapped(bill, context);

        assertThat(target.subtotal()).isEqualTo("219.98");
        assertThat(target.totalTax()).isEqualTo("44.00");
        assertThat(target.confirmFirst()).isFalse();
    }

    @Test
    void ruling9AMirrorsTaxIsMetToTheCent() {
        FinalizedInvoice bill = bill(
                line(Coding.open(), "1", "25.06", "25.06"),
                line(Coding.open(), "1", "25.61", "25.61"),
                line(Coding.open(), "1", "25.63", "25.63"));
        FinalizedInvoice fifteen = with(bill, new Coding(null, "TAX015", null, Map.of()));

        TargetInvoice alone = mapped(fifteen, context);
        TargetInvoice mirrored =
                mapped(fifteen.mirroredBy(99, new ChargedTaxes(new BigDecimal("11.45"), BigDecimal.ZERO)), context);

        assertThat(alone.total()).isEqualTo("87.74");
        assertThat(mirrored.total()).isEqualTo("87.75");
        assertThat(mirrored.confirmFirst()).isTrue();
        assertThat(mirrored.url()).endsWith("/invoices/99");
        assertThat(mirrored.sourceId()).isEqualTo(99);
    }

    @Test
    void aMirrorWhoseTaxIsNotRoundingIsRefused() {
        FinalizedInvoice bill = bill(Coding.open(), "100.00")
                .mirroredBy(99, new ChargedTaxes(new BigDecimal("15.00"), BigDecimal.ZERO));

        assertThat(refused(bill, context).get(0).code()).isEqualTo(FailureCode.TAX_DIFFERS);
    }

    @Test
    void harvestsTwoTaxesAreTheRatesOfTheLines() {
        FinalizedInvoice bill = bill(
                line(new Coding(null, "RROUTPUT", null, Map.of()), "1", "10.00", "10.00"),
                line(new Coding(null, "TAX002", null, Map.of()), "1", "10.00", "10.00"),
                line(new Coding(null, "TAX007", null, Map.of()), "1", "10.00", "10.00"),
                line(new Coding(null, "NONE", null, Map.of()), "1", "10.00", "10.00"));

        HarvestTaxes taxes = FinalizedInvoiceMapper.harvestTaxes(bill, context).orElseThrow();

        assertThat(taxes.tax()).isEqualByComparingTo("2");
        assertThat(taxes.tax2()).isEqualByComparingTo("5");
        assertThat(taxes.lines())
                .containsExactly(
                        new Flags(false, true), new Flags(true, false), new Flags(true, true), new Flags(false, false));
    }

    @Test
    void threeRatesThatDoNotAddUpFitNoMirror() {
        FinalizedInvoice bill = bill(
                line(new Coding(null, "RROUTPUT", null, Map.of()), "1", "10.00", "10.00"),
                line(new Coding(null, "TAX002", null, Map.of()), "1", "10.00", "10.00"),
                line(new Coding(null, "TAX015", null, Map.of()), "1", "10.00", "10.00"));

        assertThat(FinalizedInvoiceMapper.harvestTaxes(bill, context)).isEmpty();
        assertThat(mapped(bill, context).totalTax()).isEqualTo("2.20");
    }

    @Test
    void theReferenceIsTheAgreementsThenTheOrder() {
        assertThat(mapped(bill(Coding.open(), "1.00"), context).reference()).isEqualTo("PO 12");

        FinalizedInvoice worded = new FinalizedInvoice(
                -5,
                ACME,
                "INV-5",
                Status.DRAFT,
                "EUR",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-07"),
                "October work",
                "PO 12",
                null,
                List.of(line(Coding.open(), "1", "1.00", "1.00")));
        assertThat(mapped(worded, context).reference()).isEqualTo("October work");
        assertThat(mapped(worded, context).status()).isEqualTo(Status.DRAFT);
        assertThat(mapped(worded, context).url()).isEqualTo("https://acme.harvestapp.com");
    }

    @Test
    void anAgreedCurrencyRateIsForOtherCurrenciesThanTheBooks() {
        TargetInvoice foreign = mapped(rated("USD"), context);

        assertThat(foreign.currencyRate()).isEqualTo("1.0842");
        assertThat(FinalizedInvoiceMapper.creditNote(foreign, "CN-5", LocalDate.parse("2026-11-09"))
                        .currencyRate())
                .isEqualTo("1.0842");
        assertThat(mapped(rated("EUR"), context).currencyRate()).isNull();
        assertThat(((MappingResult.Mapped) FinalizedInvoiceMapper.map(rated("EUR"), context))
                        .explanation()
                        .toString())
                .contains("the agreement's is not used: EUR is the books' base currency");
    }

    private static FinalizedInvoice rated(String currency) {
        return new FinalizedInvoice(
                        -5,
                        ACME,
                        "INV-5",
                        Status.AUTHORISED,
                        currency,
                        new BigDecimal("1.0842"),
                        LocalDate.parse("2026-11-01"),
                        LocalDate.parse("2026-11-07"),
                        null,
                        null,
                        null,
                        List.of(line(Coding.open(), "1", "1.00", "1.00")))
                .mirroredBy(-5, new FinalizedInvoice.ChargedTaxes(new BigDecimal("0.20"), BigDecimal.ZERO));
    }

    @Test
    void ruling12ABillBelowZeroIsACreditNoteWithItsLinesReversed() {
        TargetInvoice note = mapped(
                bill(line(Coding.open(), "1", "-5.00", "-5.00"), line(Coding.open(), "2", "1.00", "2.00")), context);

        assertThat(note.kind()).isEqualTo(TargetInvoice.Kind.CREDIT_NOTE);
        assertThat(note.dueDate()).isNull();
        assertThat(note.subtotal()).isEqualByComparingTo("3.00");
        assertThat(note.lines())
                .extracting(each -> each.quantity().toPlainString() + " × "
                        + each.unitAmount().stripTrailingZeros().toPlainString() + " = "
                        + each.lineAmount().toPlainString())
                .containsExactly("1 × 5 = 5.00", "2 × -1 = -2.00");
    }

    @Test
    void anUnknownAccountOrTaxTypeOfAnAgreementIsRefused() {
        assertThat(refused(bill(Coding.account("999"), "1.00"), context).get(0).code())
                .isEqualTo(FailureCode.ACCOUNT_UNKNOWN);
        assertThat(refused(bill(new Coding(null, "GST", null, Map.of()), "1.00"), context)
                        .get(0)
                        .code())
                .isEqualTo(FailureCode.TAX_TYPE_UNKNOWN);
    }

    private static FinalizedInvoice bill(Coding agreed, String amount) {
        return bill(line(agreed, "1", amount, amount));
    }

    private static FinalizedInvoice bill(FinalizedInvoice.Line... lines) {
        return new FinalizedInvoice(
                -5,
                ACME,
                "INV-5",
                Status.AUTHORISED,
                "EUR",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-07"),
                null,
                "PO 12",
                null,
                List.of(lines));
    }

    private static FinalizedInvoice with(FinalizedInvoice bill, Coding agreed) {
        List<FinalizedInvoice.Line> lines = new ArrayList<>();
        bill.lines()
                .forEach(line -> lines.add(line(
                        agreed,
                        line.quantity().toPlainString(),
                        line.unitAmount().toPlainString(),
                        line.amount().toPlainString())));
        return bill(lines.toArray(FinalizedInvoice.Line[]::new));
    }

    private static FinalizedInvoice.Line line(Coding agreed, String quantity, String price, String amount) {
        return new FinalizedInvoice.Line(
                "Service",
                "Work",
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(amount),
                null,
                agreed);
    }

    private static TargetInvoice mapped(FinalizedInvoice bill, MappingContext context) {
        MappingResult result = FinalizedInvoiceMapper.map(bill, context);
        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        return ((MappingResult.Mapped) result).invoice();
    }

    private static List<Problem> refused(FinalizedInvoice bill, MappingContext context) {
        MappingResult result = FinalizedInvoiceMapper.map(bill, context);
        assertThat(result).isInstanceOf(MappingResult.Refused.class);
        return ((MappingResult.Refused) result).problems();
    }

    @Test
    void aCreditNoteNamesItsInvoiceAndTheMirrorIfThereIsOne() {
        TargetInvoice alone = mapped(bill(Coding.open(), "100.00"), context);
        TargetInvoice mirrored = mapped(
                bill(Coding.open(), "100.00")
                        .mirroredBy(99, new ChargedTaxes(new BigDecimal("20.00"), BigDecimal.ZERO)),
                context);
        LocalDate day = LocalDate.parse("2026-11-09");

        assertThat(FinalizedInvoiceMapper.creditNote(alone, "CN-5", day).reference())
                .isEqualTo("Credit of invoice INV-5");
        assertThat(FinalizedInvoiceMapper.creditNote(mirrored, "CN-5", day).reference())
                .isEqualTo("HC99 Credit of invoice INV-5");
    }

    @Test
    void ruling12ABillOfNothingIsAnInvoice() {
        TargetInvoice nothing = mapped(
                bill(line(Coding.open(), "1", "-5.00", "-5.00"), line(Coding.open(), "1", "5.00", "5.00")), context);

        assertThat(nothing.kind()).isEqualTo(TargetInvoice.Kind.INVOICE);
        assertThat(nothing.dueDate()).isEqualTo("2026-11-07");
    }
}
