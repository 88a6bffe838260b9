package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.harvestxero.api.FakeProfit;
import org.harvestxero.billing.Named;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.profit.Backlog;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.Subject;
import org.junit.jupiter.api.Test;

/** The page for owners when everything that can be on it is. */
class OwnerPageTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Fact fact(YearMonth month, int client) {
        return fact(month, client, 31 + client % 3);
    }

    private static Fact fact(YearMonth month, int client, int person) {
        return new Fact(
                new Subject(
                        month,
                        new Named(client, "A client with a long and sounding name, no. " + client),
                        new Named(10 + client, "Website"),
                        new Subject.Person(new Named(person, "Ann"), "Designer"),
                        new Named(21, "Design")),
                new Fact.Effort(n("40"), n("30"), n("0"), n("5"), n("160")),
                new Fact.Amounts(
                        n("1200.00"), n("3000.00").add(n("100").multiply(n("" + client))), n("12.00"), n("50.00")),
                new Fact.Billed(n("2800.00"), n("3000.00"), new TreeMap<>()),
                new Fact.Lag(n("3000.00"), n("15000.00")),
                new Backlog(
                        AgedAmounts.sinceDone(40, n("500.00")),
                        new Backlog.Owed(AgedAmounts.sinceDue(10, n("900.00")), n("2700.00"))));
    }

    @Test
    void aYearOfManyClientsFitsOnePage() throws IOException {
        FakeProfit profit = new FakeProfit();
        List<Fact> facts = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            for (int client = 1; client <= 14; client++) {
                facts.add(fact(OCTOBER.minusMonths(month), client));
            }
        }
        profit.facts = facts;
        profit.asOf = new Report.AsOf(OCTOBER.atEndOfMonth(), LocalDate.of(2026, 11, 5));

        byte[] pdf = OwnerPage.of(profit, "Studio Limited", OCTOBER).pdf();

        try (PDDocument page = Loader.loadPDF(pdf)) {
            assertThat(page.getNumberOfPages()).isEqualTo(1);
            String text = new PDFTextStripper().getText(page);
            assertThat(text)
                    .contains("Cost 201600.00 201600.00")
                    .contains("Days outstanding 30.0", "By age Not due 1–30 days 31–60 61–90 Older In all")
                    .containsPattern("Not billed 2026-10-31 +0.00 84000.00 0.00 0.00 84000.00")
                    .contains("4 more; profit --by client shows all");
        }
    }

    /** One person alone worked in September; the year less the other months would tell what that cost. */
    @Test
    void aMonthThatTheYearHidesIsNotToldBesideIt() throws IOException {
        FakeProfit profit = new FakeProfit();
        profit.facts = List.of(fact(OCTOBER, 1, 31), fact(OCTOBER, 1, 32), fact(OCTOBER.minusMonths(1), 1, 31));

        byte[] pdf = OwnerPage.of(profit, "Studio Limited", OCTOBER).pdf();

        try (PDDocument page = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(page))
                    .contains("Cost hidden 3600.00", "Margin hidden 5814.00")
                    .containsOnlyOnce("3600.00")
                    .containsOnlyOnce("5814.00");
        }
    }
}
