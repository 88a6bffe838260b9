package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.harvestxero.mapping.WriteOffResult.Mapped;
import org.harvestxero.mapping.WriteOffResult.Nothing;
import org.harvestxero.mapping.WriteOffResult.Refused;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.document.InvoiceBuilder;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceInvoice.State;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Kind;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOffMapperTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @Test
    void ruling15WritesOffWhatWasNotPaidSplitOverTheTaxTypes() {
        SourceInvoice closed = mixed().build();

        TargetInvoice note = written(closed, "100.00");

        assertThat(note.kind()).isEqualTo(Kind.CREDIT_NOTE);
        assertThat(note.status()).isEqualTo(Status.AUTHORISED);
        assertThat(note.number()).isEqualTo("1042-WO");
        assertThat(note.reference()).isEqualTo("HC50042");
        assertThat(note.lines()).extracting(TargetLine::taxType).containsExactly("OUTPUT2", "NONE");
        assertThat(note.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("54.54", "54.55"));
        assertThat(note.lines()).extracting(TargetLine::lineTax).containsExactly(decimals("10.91", "0.00"));
        assertThat(note.lines()).extracting(TargetLine::accountCode).containsOnly("260");
        assertThat(note.lines()).extracting(TargetLine::discountRate).containsOnlyNulls();
        assertThat(note.lines().get(0).description()).isEqualTo("Written off: invoice 1042");
        assertThat(note.total()).isEqualTo("120.00");
        assertThat(note.confirmFirst()).isFalse();
    }

    @Test
    void ruling15AWholeInvoiceIsTakenBackGroupByGroup() {
        TargetInvoice note = written(mixed().build(), "0.00");

        assertThat(note.subtotal()).isEqualTo("200.00");
        assertThat(note.totalTax()).isEqualTo("20.00");
        assertThat(note.total()).isEqualTo("220.00");
    }

    @Test
    void ruling15And18ItIsDatedTheDayItWasClosedInTheTimeZone() {
        TargetInvoice note = written(mixed().closedAt("2026-11-30T22:30:00Z").build(), "0.00");

        assertThat(note.date()).isEqualTo("2026-12-01");
    }

    @Test
    void ruling15AfterReopeningTheNextOneHasANumberOfItsOwn() {
        WriteOffContext second = new WriteOffContext(Books.xero(), "260", AUCKLAND, 2);

        Mapped mapped = (Mapped) WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied(mixed().build()), second);

        assertThat(mapped.creditNote().number()).isEqualTo("1042-WO2");
        assertThat(mapped.allocation()).isEqualTo("220.00");
    }

    @ParameterizedTest
    @CsvSource({"220.00", "230.00"})
    void nothingIsLeftWhenAllWasPaid(String paid) {
        assertThat(WriteOffMapper.map(mixed().build(), new BigDecimal(paid), copied(mixed().build()), context("260")))
                .isEqualTo(new Nothing());
    }

    @ParameterizedTest(name = "account {0}: {1}")
    @CsvSource({
        ", WRITE_OFF_ACCOUNT_MISSING, copy.write-off-account",
        "299, ACCOUNT_ARCHIVED, 299",
        "999, ACCOUNT_UNKNOWN, 999",
        "400, TAX_NOT_ALLOWED, OUTPUT2 with account 400",
    })
    void ruling15RefusesAnAccountThatDoesNotFit(String account, FailureCode code, String subject) {
        WriteOffResult result =
                WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied(mixed().build()), context(account));

        assertThat(((Refused) result).problems()).containsExactly(Problem.of(code, subject));
    }

    @Test
    void refusesADayInALockedPeriod() {
        WriteOffContext locked = new WriteOffContext(Books.lockedUntil("2026-11-30", null), "260", ZoneId.of("UTC"), 1);

        WriteOffResult result = WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied(mixed().build()), locked);

        assertThat(((Refused) result).problems()).containsExactly(Problem.of(FailureCode.LOCKED_PERIOD, "2026-11-30"));
    }

    @Test
    void anAmountNoSingleLineReachesGetsACentTooSmallToBeTaxed() {
        SourceInvoice small = anInvoice()
                .state(State.CLOSED)
                .closedAt("2026-11-30T12:00:00Z")
                .tax("20", "20.00")
                .taxedLine("1", "100.00", "100.00")
                .amount("120.00")
                .build();

        TargetInvoice note = written(small, "119.97");

        assertThat(note.lines()).extracting(TargetLine::lineAmount).containsExactly(decimals("0.02", "0.01"));
        assertThat(note.lines()).extracting(TargetLine::lineTax).containsExactly(decimals("0.00", "0.00"));
        assertThat(note.total()).isEqualTo("0.03");
    }

    @Tag("sweep")
    @Test
    void anyRestIsWrittenOffToTheCent() {
        Random random = new Random(15);
        for (int i = 0; i < 3_000; i++) {
            InvoiceBuilder builder = anInvoice()
                    .state(State.CLOSED)
                    .closedAt("2026-11-30T12:00:00Z")
                    .tax("5", "0")
                    .tax2("2", "0");
            for (int line = 0; line <= random.nextInt(6); line++) {
                String price =
                        BigDecimal.valueOf(1 + random.nextInt(100_000), 2).toPlainString();
                builder.line("Service", "Work", "1", price, price, random.nextBoolean(), random.nextBoolean());
            }
            SourceInvoice closed = builder.computed().build();
            BigDecimal paid = BigDecimal.valueOf(
                    random.nextInt(closed.amount().movePointRight(2).intValue()), 2);

            TargetInvoice note = written(closed, paid.toPlainString());

            assertThat(note.total())
                    .as("%s paid %s", closed, paid)
                    .isEqualByComparingTo(closed.amount().subtract(paid));
        }
    }

    private static TargetInvoice written(SourceInvoice closed, String paid) {
        WriteOffResult result = WriteOffMapper.map(closed, new BigDecimal(paid), copied(closed), context("260"));
        assertThat(result).isInstanceOf(Mapped.class);
        return ((Mapped) result).creditNote();
    }

    private static WriteOffContext context(String account) {
        return new WriteOffContext(Books.xero(), account, AUCKLAND, 1);
    }

    private static TargetInvoice copied(SourceInvoice invoice) {
        return InvoiceMapperTest.mapped(invoice, Books.context());
    }

    private static InvoiceBuilder mixed() {
        return anInvoice()
                .state(State.CLOSED)
                .closedAt("2026-11-30T12:00:00Z")
                .tax("20", "20.00")
                .taxedLine("1", "100.00", "100.00")
                .line("1", "100.00", "100.00")
                .amount("220.00");
    }

    @Test
    void aWriteOffsNumberIsKnownByItsEnd() {
        assertThat(WriteOffMapper.isNumber("1042-WO")).isTrue();
        assertThat(WriteOffMapper.isNumber("1042-WO12")).isTrue();
        assertThat(WriteOffMapper.isNumber("1042-WOx")).isFalse();
        assertThat(WriteOffMapper.isNumber("1042")).isFalse();
    }

    @Test
    void ruling15ALongNumberIsCutSoThatItsEndFits() {
        TargetInvoice note = written(mixed().number("9".repeat(255)).build(), "0.00");

        assertThat(note.number()).hasSize(255).endsWith("99-WO");
    }

    @Test
    void ruling15WithoutAClosingDayItIsDatedTheLastChange() {
        SourceInvoice closed = anInvoice()
                .state(State.CLOSED)
                .line("1", "100.00", "100.00")
                .amount("100.00")
                .build();

        TargetInvoice note = written(closed, "0.00");

        assertThat(note.date())
                .as("12 October 09:00 UTC is the 12th in Auckland")
                .isEqualTo("2026-10-12");
        assertThat(note.dueDate()).isEqualTo("2026-10-12");
        assertThat(note.url()).isEqualTo("https://acme.harvestapp.com/invoices/50042");
    }

    @Test
    void ruling15TheTrackingIsKeptWhereAllLinesOfATaxTypeShareIt() {
        Tracking north = new Tracking("Region", "North");
        Tracking south = new Tracking("Region", "South");
        TargetInvoice copied = copied(mixed().build());
        TargetLine first = copied.lines().get(0).withTracking(List.of(north));
        TargetLine second = copied.lines().get(1);

        assertThat(tracking(copied.withLines(List.of(first, second.withTracking(List.of(south))))))
                .containsExactly(List.of(north), List.of(south));
        assertThat(tracking(copied.withLines(List.of(first, first.withTracking(List.of(south))))))
                .containsExactly(List.of());
    }

    private static List<List<Tracking>> tracking(TargetInvoice copied) {
        Mapped mapped = (Mapped) WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied, context("260"));
        return mapped.creditNote().lines().stream()
                .map(TargetLine::tracking)
                .distinct()
                .toList();
    }

    @Test
    void ruling15RefusesATaxTypeXeroDoesNotHaveOrUseAnyMore() {
        TargetInvoice copied = copied(mixed().build());

        assertThat(problems(taxed(copied, "GONE"))).containsExactly(Problem.of(FailureCode.TAX_TYPE_UNKNOWN, "GONE"));
        assertThat(problems(taxed(copied, "TAX175")))
                .containsExactly(Problem.of(FailureCode.TAX_RATE_INACTIVE, "TAX175"));
    }

    private static List<Problem> problems(TargetInvoice copied) {
        return ((Refused) WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied, context("260"))).problems();
    }

    private static TargetInvoice taxed(TargetInvoice copied, String taxType) {
        TargetLine line = copied.lines().get(0);
        return copied.withLines(List.of(new TargetLine(
                line.description(),
                line.quantity(),
                line.unitAmount(),
                line.itemCode(),
                line.accountCode(),
                taxType,
                line.taxAmount(),
                line.discountRate(),
                line.tracking(),
                line.lineAmount(),
                line.lineTax(),
                line.sourceLineId())));
    }

    @Test
    void refusesARestFinerThanXeroHolds() {
        WriteOffResult result =
                WriteOffMapper.map(mixed().build(), new BigDecimal("219.995"), copied(mixed().build()), context("260"));

        assertThat(((Refused) result).problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "Xero works to two decimals whatever the currency, so it can't hold the 0.01 EUR of the write-off of"
                                + " invoice 1042.");
    }

    @Test
    void theDayAfterALockDateMayBeWrittenOff() {
        WriteOffContext free = new WriteOffContext(Books.lockedUntil("2026-11-29", null), "260", ZoneId.of("UTC"), 1);

        assertThat(WriteOffMapper.map(mixed().build(), BigDecimal.ZERO, copied(mixed().build()), free))
                .isInstanceOf(Mapped.class);
    }
}
