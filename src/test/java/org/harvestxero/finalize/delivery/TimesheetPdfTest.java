package org.harvestxero.finalize.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.finalize.BilledWork;
import org.harvestxero.store.billing.EntryStateTable;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.WorkKind;
import org.junit.jupiter.api.Test;

class TimesheetPdfTest {
    private static final Instant MADE = Instant.parse("2026-04-01T08:00:00Z");

    private final Draft draft = BilledWork.draft(
            aTimeEntry()
                    .id(2)
                    .on("2026-03-11")
                    .by("Zoë Żak")
                    .project("Website")
                    .task("Design")
                    .notes("Prüfung – „Ω“")
                    .of("7.33")
                    .build(),
            aTimeEntry()
                    .id(1)
                    .on("2026-03-10")
                    .by("Ann")
                    .project("Hosting")
                    .task("Support")
                    .notes(null)
                    .of("1.50")
                    .build());

    @Test
    void itsHoursAreTheInvoices() {
        Timesheet sheet = Timesheet.of(draft, "Acme", "INV-7");

        BigDecimal billed = draft.lines().stream()
                .map((DraftLine line) -> line.price().quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sheet.total().toBigDecimal()).isEqualByComparingTo(billed).isEqualByComparingTo("8.83");
        assertThat(sheet.rows()).extracting(Timesheet.Row::entry).containsExactly(1L, 2L);
    }

    @Test
    void showsEveryEntryAndTheTotal() throws IOException {
        String text = text(pdf(Timesheet.of(draft, "Acme", "INV-7"), MADE));

        assertThat(text)
                .contains("Acme, invoice INV-7", "2026-03-10", "Ann", "Hosting", "Support", "1.50")
                .contains("2026-03-11", "Zoë Żak", "Website", "Design", "Prüfung – „Ω“", "7.33", "8.83");
    }

    @Test
    void whatAPlanCoversHasAColumnOfItsOwn() throws IOException {
        DraftLine line = draft.lines().get(0);
        Source source = line.sources().get(0).source();
        Timesheet sheet = Timesheet.of(
                draft,
                List.of(covered(source, line.rule(), "0.75"), covered(source, "a rule of another invoice", "4.00")),
                "Acme",
                "INV-7");

        assertThat(sheet.total().toBigDecimal()).isEqualByComparingTo("8.83");
        assertThat(sheet.included().toBigDecimal()).isEqualByComparingTo("0.75");
        assertThat(sheet.rows()).hasSize(2);
        assertThat(text(pdf(sheet, MADE))).contains("Included", "Billed", "0.75", "8.83");
    }

    @Test
    void workPricedByTheDayHasAColumnOfDaysThatAddsUpToTheInvoice() throws IOException {
        DraftLine line = draft.lines().get(0);
        LineSource part = line.sources().get(0);
        Rate day = Rate.daily(new BigDecimal("800.00"), part.amount().currency(), Hours.of("6"));
        LineSource byDay = new LineSource(
                part.source(),
                part.hours(),
                Hours.of("8.00"),
                part.worth(),
                part.amount(),
                day,
                part.rateFrom(),
                part.counting(),
                part.differences());
        DraftLine changed = new DraftLine(
                line.kind(),
                line.description(),
                line.price(),
                line.amount(),
                line.coding(),
                line.rule(),
                line.own(),
                line.words(),
                List.of(byDay));
        Draft days = new Draft(
                draft.key(),
                draft.issueDate(),
                draft.dueDate(),
                draft.words(),
                List.of(changed, draft.lines().get(1)),
                draft.subtotal(),
                List.of());

        String text = text(pdf(Timesheet.of(days, "Acme", "INV-7"), MADE));

        assertThat(text).contains("Days", "8.00", "1.3333");
        assertThat(text(pdf(Timesheet.of(draft, "Acme", "INV-7"), MADE))).doesNotContain("Days");
    }

    private static NotBilledTable.Row covered(Source source, String rule, String hours) {
        return new NotBilledTable.Row(
                new EntryStateTable.Work(WorkKind.TIME_ENTRY, source.id()),
                Hours.of(hours),
                BigDecimal.ZERO,
                Bucket.COVERED,
                Reason.RETAINER,
                "covered",
                rule,
                null,
                source);
    }

    @Test
    void theSameTimesheetIsTheSameFile() {
        Timesheet sheet = Timesheet.of(draft, "Acme", "INV-7");

        byte[] one = pdf(sheet, MADE);

        assertThat(pdf(sheet, MADE)).isEqualTo(one);
    }

    @Test
    void aLongOneRunsOverSeveralPages() throws IOException {
        Draft longDraft = BilledWork.draft(IntStream.rangeClosed(1, 200)
                .mapToObj(n -> aTimeEntry().id(n).of("0.25").build())
                .toArray(TimeEntry[]::new));

        byte[] pdf = pdf(Timesheet.of(longDraft, "Acme", "INV-8"), MADE);

        assertThat(new PdfReader(pdf).getNumberOfPages()).isGreaterThan(3);
        assertThat(text(pdf)).contains("50.00");
    }

    private static byte[] pdf(Timesheet sheet, Instant made) {
        return TimesheetPdf.of(sheet, made).bytes();
    }

    private static String text(byte[] pdf) throws IOException {
        PdfReader reader = new PdfReader(pdf);
        PdfTextExtractor extractor = new PdfTextExtractor(reader);
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(extractor.getTextFromPage(page)).append('\n');
        }
        return text.toString();
    }
}
