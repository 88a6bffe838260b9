package org.harvestxero.mapping.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.junit.jupiter.api.Test;

/** Ruling 6, line by line. */
class LineEditTest {
    private static final List<String> IDS = List.of("x1", "x2", "x3", "x4");

    @Test
    void figuresThatABookkeeperChangedStayTogetherWithTheirTax() {
        TargetInvoice before = taxed("Design work");
        List<XeroInvoice.Line> lines = lines(before);
        lines.set(0, repriced(lines.get(0), "90.00", "17.99"));

        List<InvoicePatch.Line> patched = patched(before, lines, taxed("Nicer words"));

        assertThat(patched).extracting(line -> line.line().description()).containsOnly("Nicer words");
        assertThat(patched)
                .extracting(line -> line.line().unitAmount().setScale(2))
                .containsExactly(decimals("90.00", "50.00"));
        assertThat(patched).extracting(line -> line.line().lineTax()).containsExactly(decimals("17.99", "10.00"));
        assertThat(patched.get(0).line().taxAmount()).isEqualTo("17.99");
        assertThat(patched.get(1).line().taxAmount()).isNull();
    }

    @Test
    void aLineThatXeroListsTwiceIsOneLine() {
        TargetInvoice before = taxed("Design work");
        List<XeroInvoice.Line> lines = lines(before);
        lines.add(lines.get(1));

        assertThat(patched(before, lines, taxed("Nicer words")))
                .extracting(InvoicePatch.Line::id)
                .containsExactly("x1", "x2");
    }

    @Test
    void linesThatAreNotHarvestsKeepTheirIdsByTheirOrder() {
        TargetInvoice before = withAdded(taxed("Design work"));

        List<InvoicePatch.Line> patched = patched(before, lines(before), withAdded(taxed("Nicer words")));

        assertThat(patched).extracting(InvoicePatch.Line::id).containsExactly("x1", "x2", "x3", "x4");
        assertThat(patched.subList(2, 4))
                .extracting(line -> line.line().description())
                .containsExactly("Discount", "Rounding");
    }

    private static List<InvoicePatch.Line> patched(
            TargetInvoice before, List<XeroInvoice.Line> inXero, TargetInvoice wanted) {
        WrittenInvoice last = new WrittenInvoice(
                before, "contact-1", IDS.subList(0, before.lines().size()));
        XeroInvoice now = new XeroInvoice(
                "i-1",
                "AUTHORISED",
                before.number(),
                "contact-1",
                before.date(),
                before.dueDate(),
                before.currency(),
                "",
                before.url(),
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                inXero);
        return InvoiceEdit.plan(last, now, wanted, "contact-1", Optional.empty())
                .patch()
                .lines();
    }

    private static TargetInvoice taxed(String description) {
        return mapped(
                anInvoice()
                        .tax("20", "30.00")
                        .line("Service", description, "1", "100.00", "100.00", true, false)
                        .line("Service", description, "1", "50.00", "50.00", true, false)
                        .amount("180.00")
                        .build(),
                Books.context());
    }

    private static TargetInvoice withAdded(TargetInvoice invoice) {
        List<TargetLine> lines = new ArrayList<>(invoice.lines());
        lines.add(added("Discount", "-5.00"));
        lines.add(added("Rounding", "0.01"));
        return new TargetInvoice(
                invoice.kind(),
                invoice.sourceId(),
                invoice.clientId(),
                invoice.number(),
                invoice.status(),
                invoice.confirmFirst(),
                invoice.date(),
                invoice.dueDate(),
                invoice.currency(),
                invoice.currencyRate(),
                invoice.reference(),
                invoice.url(),
                invoice.brandingThemeId(),
                lines,
                invoice.subtotal(),
                invoice.totalTax(),
                invoice.total());
    }

    private static TargetLine added(String words, String amount) {
        BigDecimal net = new BigDecimal(amount);
        return new TargetLine(
                words,
                BigDecimal.ONE,
                net,
                null,
                "860",
                "NONE",
                null,
                null,
                List.of(),
                net,
                new BigDecimal("0.00"),
                null);
    }

    /** What Xero shows of the lines right after they were written. */
    private static List<XeroInvoice.Line> lines(TargetInvoice written) {
        List<XeroInvoice.Line> lines = new ArrayList<>();
        for (TargetLine line : written.lines()) {
            lines.add(new XeroInvoice.Line(
                    IDS.get(lines.size()),
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
        return lines;
    }

    private static XeroInvoice.Line repriced(XeroInvoice.Line line, String price, String tax) {
        return new XeroInvoice.Line(
                line.id(),
                line.description(),
                line.quantity(),
                new BigDecimal(price),
                line.itemCode(),
                line.accountCode(),
                line.taxType(),
                new BigDecimal(tax),
                line.discountRate(),
                line.tracking(),
                new BigDecimal(price));
    }
}
