package org.harvestxero.monthend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.PieceJournal.Balance;
import org.junit.jupiter.api.Test;

/** How pieces of a month become lines of a journal, to the cent, and their mirror. */
class PieceJournalTest {
    private static final CostRules RULES = new CostRules(
            List.of(new CostRule(
                    new CostRule.Condition(Set.of(), Set.of("Website"), Set.of(), Set.of(), Set.of(), null),
                    new CostRule.Target("201", Map.of("Project", "{project}")))),
            new CostRule.Target("200", Map.of()),
            Coding.of("620"),
            true);

    private static JournalPiece piece(long id, String project, String amount) {
        return new JournalPiece(
                new JournalPiece.Source(JournalPiece.Kind.TIME_ENTRY, id, LocalDate.of(2026, 10, 5)),
                new Work(
                        new Work.Person(new Named(1, "Ann"), false, List.of()),
                        new Named(2, "Acme"),
                        new Named(3, project),
                        new Named(4, "Design")),
                new JournalPiece.Amount(new BigDecimal(amount), BigDecimal.ONE, null),
                "");
    }

    private static PieceJournal journal(Balance balance, JournalPiece... pieces) {
        return PieceJournal.of(List.of(pieces), RULES, balance, coding -> Optional.empty(), 2);
    }

    private static List<String> words(List<JournalLine> lines) {
        return lines.stream()
                .map(line -> line.coding().account() + line.coding().words() + " "
                        + line.amount().toPlainString())
                .toList();
    }

    @Test
    void anAssetIsDebitedAndSalesAreCreditedWithTheSumRoundedOnce() {
        PieceJournal journal = journal(
                Balance.DEBIT,
                piece(1, "Website", "100.004"),
                piece(2, "Website", "100.004"),
                piece(3, "Poster", "50.004"),
                piece(4, "Flyer", "0.003"));

        // exact 200.008 + 50.007 = 250.015: the largest remainder gets the cent
        assertThat(words(journal.lines())).containsExactly("620 250.02", "200 -50.01", "201Project: Website -200.01");
        assertThat(journal.growth(Coding.of("620"), Balance.DEBIT)).isEqualByComparingTo("250.02");
        assertThat(journal.placed().stream()
                        .map(each -> each.piece().amount().exact())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("250.015");
        assertThat(words(PieceJournal.mirrored(journal.lines())))
                .containsExactly("200 50.01", "201Project: Website 200.01", "620 -250.02");
    }

    @Test
    void aLiabilityIsCreditedAndShrinksByWhatIsReleased() {
        PieceJournal grown = journal(Balance.CREDIT, piece(1, "Website", "900"), piece(2, "Website", "-300"));
        assertThat(words(grown.lines())).containsExactly("201Project: Website 600.00", "620 -600.00");

        PieceJournal shrunk = journal(Balance.CREDIT, piece(2, "Website", "-300"));
        assertThat(words(shrunk.lines())).containsExactly("620 300.00", "201Project: Website -300.00");
        assertThat(shrunk.growth(Coding.of("620"), Balance.CREDIT)).isEqualByComparingTo("-300.00");
    }

    @Test
    void whatMayNotBeBookedIsLeftOutWithItsAmount() {
        PieceJournal journal = PieceJournal.of(
                List.of(piece(1, "Website", "10.5"), piece(2, "Poster", "7.25")),
                RULES,
                Balance.DEBIT,
                coding -> coding.account().equals("201")
                        ? Optional.of(new CodingRefusal("account 201 is archived", "Restore it."))
                        : Optional.empty(),
                2);

        assertThat(words(journal.lines())).containsExactly("620 7.25", "200 -7.25");
        assertThat(journal.leftOut()).extracting(LeftOut::words).containsExactly("account 201 is archived");
        assertThat(journal.amountLeftOut()).isEqualByComparingTo("10.5");
    }

    @Test
    void nothingMakesNoLines() {
        assertThat(journal(Balance.DEBIT).lines()).isEmpty();
    }

    @Test
    void marksOfReversalsAreTheirOwn() {
        YearMonth month = YearMonth.of(2026, 10);
        assertThat(new JournalMark(JournalKind.ACCRUED_REVERSAL, month, 2))
                .hasToString("HX-ACCRUED-REVERSAL-2026-10-v2");
        assertThat(JournalMark.in("HX-ACCRUED-REVERSAL-2026-10-v2 Reversal", JournalKind.ACCRUED_REVERSAL, month))
                .contains(new JournalMark(JournalKind.ACCRUED_REVERSAL, month, 2));
        assertThat(JournalMark.in("HX-ACCRUED-REVERSAL-2026-10-v2 Reversal", JournalKind.ACCRUED, month))
                .isEmpty();
        assertThat(JournalKind.called("accrued-reversal")).contains(JournalKind.ACCRUED_REVERSAL);
        assertThat(JournalKind.own())
                .containsExactly(JournalKind.COST, JournalKind.ACCRUED, JournalKind.DEFERRED, JournalKind.EXPENSES);
    }

    @Test
    void linesAlwaysSumToZeroAndToTheRoundedExactSum() {
        Random random = new Random(20261031);
        for (int run = 0; run < 300; run++) {
            List<JournalPiece> pieces = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < random.nextInt(30); i++) {
                BigDecimal amount = new BigDecimal(random.nextInt(2_000_000) - 300_000).movePointLeft(4);
                exact = exact.add(amount);
                pieces.add(piece(i, random.nextBoolean() ? "Website" : "Poster", amount.toPlainString()));
            }
            Balance balance = random.nextBoolean() ? Balance.DEBIT : Balance.CREDIT;
            PieceJournal journal = PieceJournal.of(pieces, RULES, balance, coding -> Optional.empty(), 2);

            assertThat(journal.lines().stream().map(JournalLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(journal.growth(Coding.of("620"), balance))
                    .isEqualByComparingTo(exact.setScale(2, RoundingMode.HALF_UP));
            assertThat(JournalChange.between(List.of(), PieceJournal.mirrored(journal.lines())))
                    .isEqualTo(PieceJournal.mirrored(journal.lines()));
        }
    }
}
