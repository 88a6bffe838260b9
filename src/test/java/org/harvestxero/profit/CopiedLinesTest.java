package org.harvestxero.profit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.IncomeSplit.Income;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What invoices made in Harvest, and fees, are split over. */
class CopiedLinesTest {
    private static final Named WEBSITE = new Named(11, "Website");
    private static final Named POSTER = new Named(12, "Poster");
    private static final Named DESIGN = new Named(21, "Design");
    private static final Named ANN = new Named(31, "Ann");
    private static final Named BEN = new Named(32, "Ben");

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static InvoicedWork work(Named project, Named person, @Nullable String worth) {
        return new InvoicedWork(7, project, new Subject.Person(person, ""), DESIGN, worth == null ? null : n(worth));
    }

    private static CopiedLines.Line line(@Nullable Named project, String amount) {
        return new CopiedLines.Line(project, n(amount));
    }

    private static List<String> told(List<Part> parts) {
        return parts.stream()
                .map(part -> part.project().name() + " " + part.person().name().name() + " "
                        + plain(part.amount()) + " of "
                        + (part.worth() == null ? "?" : plain(part.worth())) + " "
                        + part.reasons().keySet())
                .toList();
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    @Test
    void linesOfAProjectAreSplitByTheWorthOfItsWorkAndADiscountIsAReason() {
        List<List<Part>> lines = CopiedLines.of(
                List.of(line(WEBSITE, "300"), line(WEBSITE, "100"), line(null, "50"), line(POSTER, "50")),
                n("50"),
                List.of(work(WEBSITE, ANN, "300"), work(WEBSITE, BEN, "100")),
                true);

        assertThat(told(lines.get(0)))
                .containsExactly("Website Ann 202.50 of 225.00 [discount]", "Website Ben 67.50 of 75.00 [discount]");
        assertThat(told(lines.get(1)))
                .containsExactly("Website Ann 67.50 of 75.00 [discount]", "Website Ben 22.50 of 25.00 [discount]");
        assertThat(told(lines.get(2))).containsExactly("unassigned unassigned 45.00 of ? []");
        assertThat(told(lines.get(3))).containsExactly("Poster unassigned 45.00 of ? []");
    }

    @Test
    void whyALineIsNotItsWorthIsNotKnownAndWhatIsNotCompleteIsNotJudged() {
        List<CopiedLines.Line> lines = List.of(line(WEBSITE, "360"));
        List<InvoicedWork> works = List.of(work(WEBSITE, ANN, "300"), work(WEBSITE, BEN, "100"));

        assertThat(told(CopiedLines.of(lines, n("0"), works, true).get(0)))
                .containsExactly("Website Ann 270.00 of 300.00 [not-known]", "Website Ben 90.00 of 100.00 [not-known]");
        assertThat(told(CopiedLines.of(lines, n("0"), works, false).get(0)))
                .containsExactly("Website unassigned 360.00 of ? []");
        assertThat(told(CopiedLines.of(List.of(line(WEBSITE, "400.01")), n("0"), works, false)
                        .get(0)))
                .containsExactly(
                        "Website Ann 300.01 of 300.00 [not-known]", "Website Ben 100.00 of 100.00 [not-known]");
        assertThat(told(CopiedLines.of(
                                lines, n("0"), List.of(work(WEBSITE, ANN, "300"), work(WEBSITE, BEN, null)), true)
                        .get(0)))
                .containsExactly("Website unassigned 360.00 of ? []");
    }

    private static FeeSplit.Covered covered(Named project, Named person, String hours, String worth) {
        return new FeeSplit.Covered(project, new Subject.Person(person, ""), DESIGN, n(hours), n(worth));
    }

    @Test
    void aFeeGoesByTheHoursOrTheWorthThatItCovers() {
        List<FeeSplit.Covered> covered = List.of(covered(WEBSITE, ANN, "6", "900"), covered(POSTER, BEN, "2", "100"));

        assertThat(told(FeeSplit.of(Subject.NOBODY, FeeSplit.Line.whole(n("800")), covered, false)))
                .containsExactly("Website Ann 600.00 of 900.00 [fee]", "Poster Ben 200.00 of 100.00 [fee]");
        assertThat(told(FeeSplit.of(Subject.NOBODY, FeeSplit.Line.whole(n("800")), covered, true)))
                .containsExactly("Website Ann 720.00 of 900.00 [fee]", "Poster Ben 80.00 of 100.00 [fee]");
        assertThat(told(FeeSplit.of(POSTER, FeeSplit.Line.whole(n("800")), covered, false)))
                .containsExactly("Poster Ben 800.00 of 100.00 [fee]");
        assertThat(told(FeeSplit.of(POSTER, FeeSplit.Line.whole(n("800")), covered.subList(0, 1), false)))
                .containsExactly("Poster unassigned 800.00 of ? []");
        assertThat(told(FeeSplit.of(
                        Subject.NOBODY, FeeSplit.Line.whole(n("800")), List.of(covered(WEBSITE, ANN, "4", "0")), true)))
                .containsExactly("Website Ann 800.00 of ? []");
        assertThat(told(FeeSplit.of(Subject.NOBODY, FeeSplit.Line.whole(n("800")), List.of(), false)))
                .containsExactly("unassigned unassigned 800.00 of ? []");
    }

    @Test
    void workThatAFeeOnTwoLinesCoversIsWorthWhatItIsOnce() {
        List<FeeSplit.Covered> covered = List.of(covered(WEBSITE, ANN, "6", "900"), covered(POSTER, BEN, "2", "100"));

        assertThat(told(FeeSplit.of(Subject.NOBODY, new FeeSplit.Line(n("600"), n("1000")), covered, false)))
                .containsExactly("Website Ann 450.00 of 540.00 [fee]", "Poster Ben 150.00 of 60.00 [fee]");
        assertThat(told(FeeSplit.of(Subject.NOBODY, new FeeSplit.Line(n("400"), n("1000")), covered, true)))
                .containsExactly("Website Ann 360.00 of 360.00 [fee]", "Poster Ben 40.00 of 40.00 [fee]");
    }

    @Test
    void randomInvoicesKeepTheirNetTheirWorthAndTheirReasonsToTheCent() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<CopiedLines.Line> lines = new ArrayList<>();
            List<InvoicedWork> works = new ArrayList<>();
            BigDecimal worth = BigDecimal.ZERO;
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                Named project = random.nextBoolean() ? WEBSITE : POSTER;
                lines.add(new CopiedLines.Line(project, BigDecimal.valueOf(10_000 + random.nextInt(99_999), 2)));
            }
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                Named project = random.nextBoolean() ? WEBSITE : POSTER;
                BigDecimal own = BigDecimal.valueOf(1 + random.nextInt(999_999), 4);
                works.add(new InvoicedWork(
                        7, project, new Subject.Person(random.nextBoolean() ? ANN : BEN, ""), DESIGN, own));
                if (lines.stream().anyMatch(line -> project.equals(line.project()))) {
                    worth = worth.add(own);
                }
            }
            BigDecimal all = lines.stream().map(CopiedLines.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal discount = random.nextBoolean()
                    ? BigDecimal.ZERO
                    : all.movePointLeft(1).setScale(2, RoundingMode.HALF_UP);
            List<List<Part>> parts = CopiedLines.of(lines, discount, works, true);
            List<IncomeDocument.Line> nets = parts.stream()
                    .map(line -> new IncomeDocument.Line(
                            "200",
                            line.stream()
                                    .map(Part::amount)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .setScale(2, RoundingMode.HALF_UP)))
                    .toList();
            List<Income> incomes = IncomeSplit.of(
                    new IncomeDocument(
                            new IncomeDocument.Identity("x", "I", false, LocalDate.of(2026, 10, 3), "GBP"),
                            new Named(1, "C"),
                            BigDecimal.ONE,
                            nets,
                            new IncomeDocument.Origin("", null, parts)),
                    2);
            BigDecimal net = BigDecimal.ZERO;
            BigDecimal known = BigDecimal.ZERO;
            BigDecimal told = BigDecimal.ZERO;
            for (Income income : incomes) {
                net = net.add(income.fact().amounts().revenue());
                Fact.Billed billed = income.fact().billed();
                known = known.add(billed.worth());
                BigDecimal reasons = billed.reasons().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                told = told.add(reasons);
                assertThat(billed.worth().add(reasons)).as("seed %s", seed).isEqualByComparingTo(billed.net());
            }
            assertThat(net)
                    .as("seed %s", seed)
                    .isEqualByComparingTo(
                            nets.stream().map(IncomeDocument.Line::net).reduce(BigDecimal.ZERO, BigDecimal::add));
            // each part's worth is a whole cent of its own
            assertThat(known.subtract(worth).abs())
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(5L + lines.size() * works.size(), 2));
        }
    }
}
