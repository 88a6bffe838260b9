package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Coding;
import org.junit.jupiter.api.Test;

/** Two lines of one, lines put there and taken off: nothing is lost and nothing is made, to the cent and the second. */
class DraftSplitTest {
    private static final Draft DRAFT = onlyDraft(bill(
            plain(),
            MARCH,
            aTimeEntry().id(1).of("4.00").at("100.00").build(),
            aTimeEntry().id(2).of("6.00").at("100.00").build()));

    @Test
    void anAmountTakesItsShareOfEveryEntry() {
        Draft split = new DraftEdit(DRAFT).withSplit(0, Money.of("400.00", "USD"), "Home page", "asked for (mia)");

        assertThat(split.subtotal()).isEqualTo(DRAFT.subtotal());
        assertThat(split.lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("600.00 USD", "400.00 USD");
        assertThat(split.lines())
                .extracting(line -> line.quantity() + " × " + line.price().unitAmount())
                .as("hours at their price, as long as that is exact")
                .containsExactly("6.00 × 100.00", "4.00 × 100.00");
        assertThat(split.lines().get(1).description()).isEqualTo("Home page");
        assertThat(split.lines().get(1).words()).isEqualTo("asked for (mia)");
        assertThat(split.lines().get(1).sources())
                .extracting(part -> part.source().id() + ": " + part.hours() + " " + part.amount())
                .containsExactly("1: 1.60 h 160.00 USD", "2: 2.40 h 240.00 USD");
    }

    @Test
    void chosenEntriesGoAsTheyAre() {
        Draft split = new DraftEdit(DRAFT).withSplit(0, source -> source.id() == 1, "Home page", "asked for (mia)");

        assertThat(split.lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("600.00 USD", "400.00 USD");
        assertThat(split.lines().get(1).sources())
                .containsExactly(DRAFT.lines().get(0).sources().get(0));
        assertThat(split.lines().get(0).sources())
                .containsExactly(DRAFT.lines().get(0).sources().get(1));
        assertThat(split.lines().get(1).price().quantity()).isEqualByComparingTo("4");
    }

    @Test
    void aPriceThatWouldMissTheAmountIsOnePieceAtTheWholeAmount() {
        Draft split = new DraftEdit(DRAFT).withSplit(0, Money.of("333.33", "USD"), "Home page", "asked for (mia)");

        assertThat(split.lines())
                .allSatisfy(line -> assertThat(line.price().gives(line.amount()))
                        .as(line.price() + " of " + line.amount())
                        .isTrue());
        assertThat(split.lines().get(0).amount()).isEqualTo(Money.of("666.67", "USD"));
    }

    @Test
    void whatIsNoPartIsRefused() {
        for (String amount : List.of("0.00", "1000.00", "1000.01", "-0.01")) {
            assertThatThrownBy(() ->
                            new DraftEdit(DRAFT).withSplit(0, Money.of(amount, "USD"), "Home page", "asked for (mia)"))
                    .as(amount)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new DraftEdit(DRAFT).withSplit(0, source -> true, "Home page", "asked for (mia)"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DraftEdit(DRAFT).withSplit(0, source -> false, "Home page", "asked for (mia)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Two hundred crooked lines, each written up or down before and split again: all sums stay. */
    @Test
    void nothingIsLostHoweverCrookedTheFigures() {
        Random random = new Random(84);
        for (int round = 0; round < 200; round++) {
            List<TimeEntry> entries = new ArrayList<>();
            int many = 1 + random.nextInt(6);
            for (int i = 0; i < many; i++) {
                entries.add(aTimeEntry()
                        .id(i + 1)
                        .of(BigDecimal.valueOf(1 + random.nextInt(900), 2).toPlainString())
                        .at(BigDecimal.valueOf(4_000 + random.nextInt(9_000), 2).toPlainString())
                        .build());
            }
            Draft draft = onlyDraft(bill(plain(), MARCH, entries.toArray(TimeEntry[]::new)));
            int index = random.nextInt(draft.lines().size());
            Draft edited = new DraftEdit(draft)
                    .withAmount(
                            index,
                            Money.of(
                                    BigDecimal.valueOf(2 + random.nextInt(500_000), 2)
                                            .toPlainString(),
                                    "USD"),
                            "goodwill (mia)");
            Money whole = edited.lines().get(index).amount();
            Money part = Money.exactly(
                    BigDecimal.valueOf(
                            1 + random.nextInt(whole.amount().unscaledValue().intValueExact() - 1), 2),
                    Bills.USD);

            Draft split = new DraftEdit(edited).withSplit(index, part, "Part", "asked for (mia)");

            assertThat(split.subtotal()).isEqualTo(edited.subtotal());
            assertThat(split.lines().get(index + 1).amount()).isEqualTo(part);
            assertTies(split);
            assertThat(sum(split, true)).isEqualByComparingTo(sum(edited, true));
            assertThat(sum(split, false)).isEqualByComparingTo(sum(edited, false));
            assertThat(hours(split)).isEqualTo(hours(edited));
        }
    }

    /** Shares and own part give the line's amount, its price gives it too, and every share is worth plus differences. */
    private static void assertTies(Draft draft) {
        for (DraftLine line : draft.lines()) {
            Money amount = line.sources().stream().map(LineSource::amount).reduce(line.own(), Money::plus);
            assertThat(amount).isEqualTo(line.amount());
            assertThat(line.price().gives(line.amount()))
                    .as(line.price().toString())
                    .isTrue();
            for (LineSource part : line.sources()) {
                BigDecimal told =
                        part.differences().stream().map(Difference::amount).reduce(part.worth(), BigDecimal::add);
                assertThat(told).isEqualByComparingTo(part.amount().amount());
            }
        }
    }

    private static BigDecimal sum(Draft draft, boolean worth) {
        return draft.lines().stream()
                .flatMap(line -> line.sources().stream())
                .map(part -> worth ? part.worth() : part.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Hours> hours(Draft draft) {
        return Stream.of(false, true)
                .map(billed -> draft.lines().stream()
                        .flatMap(line -> line.sources().stream())
                        .map(part -> billed ? part.billed() : part.hours())
                        .reduce(Hours.ZERO, Hours::plus))
                .toList();
    }

    @Test
    void anAddedLineChargesForNoWorkAndIsBookedUnderItsProject() {
        Project website = DRAFT.lines().get(0).projects().get(0);
        Money price = Money.of("149.70", "USD");

        Draft more = new DraftEdit(DRAFT)
                .withLine(
                        "Licences",
                        new LinePrice(new BigDecimal("3"), new BigDecimal("49.90")),
                        price,
                        Coding.account("260"),
                        website,
                        "passed on (mia)");

        DraftLine added = more.lines().get(1);
        assertThat(more.subtotal()).isEqualTo(Money.of("1149.70", "USD"));
        assertThat(added.kind()).isEqualTo(LineKind.ADDED);
        assertThat(added.own()).isEqualTo(price);
        assertThat(added.projects()).containsExactly(website);
        assertThat(added.coding().account()).isEqualTo("260");

        Draft less = new DraftEdit(more).withoutLine(1);
        assertThat(less).isEqualTo(DRAFT);
        assertThatThrownBy(() -> new DraftEdit(DRAFT).withoutLine(0)).hasMessageContaining("charges for work");
        assertThat(new DraftEdit(more).withLinesOf(DRAFT)).isEqualTo(DRAFT);
    }
}
