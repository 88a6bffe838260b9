package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.decimals;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;

import java.math.BigDecimal;
import java.time.ZoneId;
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
}
