package org.harvestxero.overdue;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.harvestxero.dunning.Debt;
import org.harvestxero.pdf.PdfCells;
import org.harvestxero.pdf.PdfFile;

/** The statement of a client's open invoices as a PDF file; amounts of each currency are added by themselves. */
final class StatementPdf {
    private static final String TITLE = "Statement of open invoices";
    private static final float[] WIDTHS = {30, 16, 16, 14, 24};
    private static final float CLIENT_WIDTH = 34;

    private final PdfCells cells;
    private final LocalDate today;
    private final boolean named;

    private StatementPdf(PdfCells cells, LocalDate today, boolean named) {
        this.cells = cells;
        this.today = today;
        this.named = named;
    }

    /** @param organisation whose invoices they are @param client who owes them */
    record Parties(String organisation, String client) {}

    static byte[] of(Parties parties, List<Debt> open, LocalDate today) {
        List<String> texts = new ArrayList<>(List.of(parties.organisation(), parties.client()));
        open.forEach(debt -> {
            texts.add(PlainWords.line(debt.number()));
            texts.add(PlainWords.line(debt.debtor().name()));
        });
        PdfFile.Head head = new PdfFile.Head(
                TITLE, false, today.atStartOfDay(ZoneOffset.UTC).toInstant(), parties + " " + today + " " + open);
        return PdfFile.of(
                        head,
                        texts,
                        (document, cells) -> new StatementPdf(cells, today, MailWriter.isOfSeveral(open))
                                .write(document, parties, open))
                .bytes();
    }

    private void write(Document document, Parties parties, List<Debt> open) {
        document.add(cells.title(TITLE));
        document.add(cells.heading(parties.organisation()));
        document.add(cells.heading("To " + parties.client() + ", as of " + today));
        PdfPTable table = table(open);
        table.setSpacingBefore(12);
        document.add(table);
    }

    private PdfPTable table(List<Debt> open) {
        PdfPTable table = new PdfPTable(widths());
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        List<List<String>> rows = MailWriter.rows(open, today, named);
        row(table, rows.get(0), cells::shaded);
        rows.subList(1, rows.size()).forEach(row -> row(table, row, UnaryOperator.identity()));
        Map<String, BigDecimal> sums = new TreeMap<>();
        open.forEach(debt -> sums.merge(debt.currency(), debt.due(), BigDecimal::add));
        sums.forEach((currency, sum) -> sum(table, PlainWords.amount(sum, currency)));
        return table;
    }

    private float[] widths() {
        if (!named) {
            return WIDTHS;
        }
        float[] widths = new float[WIDTHS.length + 1];
        widths[0] = CLIENT_WIDTH;
        System.arraycopy(WIDTHS, 0, widths, 1, WIDTHS.length);
        return widths;
    }

    private void row(PdfPTable table, List<String> texts, UnaryOperator<PdfPCell> look) {
        int figures = texts.size() - MailWriter.FIGURES;
        for (int i = 0; i < texts.size(); i++) {
            table.addCell(look.apply(i < figures ? cells.left(texts.get(i)) : cells.right(texts.get(i))));
        }
    }

    private void sum(PdfPTable table, String amount) {
        PdfPCell label = cells.shaded(cells.left("Open in total"));
        label.setColspan(named ? WIDTHS.length : WIDTHS.length - 1);
        table.addCell(label);
        table.addCell(cells.shaded(cells.right(amount)));
    }
}
