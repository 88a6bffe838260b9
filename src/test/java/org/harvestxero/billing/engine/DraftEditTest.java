package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import java.util.List;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Test;

class DraftEditTest {
    private static final Draft DRAFT = onlyDraft(bill(
            plain(),
            MARCH,
            aTimeEntry().id(1).of("1.00").at("100.00").build(),
            aTimeEntry().id(2).of("2.00").at("100.00").build()));

    @Test
    void anEditedLineBooksTheDifferenceAgainstItsEntries() {
        Draft edited = new DraftEdit(DRAFT).withAmount(0, Money.of("250.00", "USD"), "rounded for the client (mia)");

        DraftLine line = edited.lines().get(0);
        assertThat(edited.subtotal()).isEqualTo(Money.of("250.00", "USD"));
        assertThat(line.price().product()).isEqualByComparingTo("250.00");
        assertThat(line.words()).isEqualTo("rounded for the client (mia)");
        assertThat(line.sources())
                .extracting(source -> source.amount() + " " + source.differences())
                .containsExactly(
                        "83.33 USD [Difference[kind=WRITE_DOWN, amount=-16.67]]",
                        "166.67 USD [Difference[kind=WRITE_DOWN, amount=-33.33]]");
    }

    @Test
    void aRaisedLineIsAWriteUp() {
        Draft edited = new DraftEdit(DRAFT).withAmount(0, Money.of("310.00", "USD"), "travel (mia)");

        assertThat(edited.lines().get(0).sources().get(1).differences())
                .containsExactly(new Difference(Difference.Kind.WRITE_UP, Bills.decimal("6.67")));
    }

    @Test
    void newWordsChangeNoAmount() {
        Draft edited = new DraftEdit(DRAFT).withDescription(0, "Design work");

        assertThat(edited.lines().get(0).description()).isEqualTo("Design work");
        assertThat(edited.subtotal()).isEqualTo(DRAFT.subtotal());
    }

    @Test
    void aLineOfNothingGivesItsNewAmountToItsFirstEntry() {
        Draft free = onlyDraft(bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).of("1.00").at("0.00").build(),
                aTimeEntry().id(2).of("2.00").at("0.00").build()));

        Draft edited = new DraftEdit(free).withAmount(0, Money.of("25.00", "USD"), "agreed (mia)");

        assertThat(edited.lines().get(0).sources())
                .extracting(source -> source.amount().toString())
                .containsExactly("25.00 USD", "0.00 USD");
        assertThat(edited.lines().get(0).own()).isEqualTo(Money.of("0.00", "USD"));
    }

    @Test
    void onlyTheLineMeantChangesAndReasonsAddUp() {
        Draft two = onlyDraft(bill(
                plain(),
                MARCH,
                aTimeEntry().id(1).task("Build").of("1.00").build(),
                aTimeEntry().id(2).of("2.00").build()));

        Draft once = new DraftEdit(two).withAmount(1, Money.of("150.00", "USD"), "long (mia)");
        Draft twice = new DraftEdit(once).withAmount(1, Money.of("140.00", "USD"), "longer (ada)");

        assertThat(twice.lines().get(0)).isEqualTo(two.lines().get(0));
        assertThat(twice.lines().get(1).words()).isEqualTo("long (mia); longer (ada)");
        assertThat(twice.subtotal()).isEqualTo(Money.of("240.00", "USD"));
        assertThat(twice.key()).isEqualTo(two.key());
    }

    @Test
    void aFeeBearsItsOwnChange() {
        Draft fee = onlyDraft(bill(
                plain().with(Rule.of(
                        "Care",
                        Match.any(),
                        Retainer.of(Retainer.When.IN_ARREARS, Money.of("500.00", "USD"), Limit.hours("10")))),
                MARCH,
                new TimeEntry[0]));

        Draft edited = new DraftEdit(fee).withAmount(0, Money.of("450.00", "USD"), "half a week off (mia)");

        assertThat(edited.lines().get(0).own()).isEqualTo(Money.of("450.00", "USD"));
        assertThat(edited.lines().get(0).words()).isEqualTo("the fee for March 2026; half a week off (mia)");
    }

    @Test
    void theAmountItHadIsNoChange() {
        Draft same = new DraftEdit(DRAFT).withAmount(0, Money.of("300.00", "USD"), "checked (mia)");

        assertThat(same.lines().get(0).price()).isEqualTo(DRAFT.lines().get(0).price());
        assertThat(same.lines().get(0).sources()).isEqualTo(DRAFT.lines().get(0).sources());
    }

    @Test
    void aFeeOfNothingTakesItsNewAmountItself() {
        DraftLine line = new DraftLine(
                LineKind.FEE,
                "Plan, March 2026",
                LinePrice.flat(Money.of("0.00", "USD")),
                Money.of("0.00", "USD"),
                Coding.open(),
                "Plan",
                Money.of("0.00", "USD"),
                "",
                List.of());
        Draft draft = new Draft(
                DRAFT.key(),
                DRAFT.issueDate(),
                DRAFT.dueDate(),
                DRAFT.words(),
                List.of(line),
                Money.of("0.00", "USD"),
                List.of());

        Draft edited = new DraftEdit(draft).withAmount(0, Money.of("50.00", "USD"), "agreed (mia)");

        assertThat(edited.lines().get(0).own()).isEqualTo(Money.of("50.00", "USD"));
        assertThat(edited.subtotal()).isEqualTo(Money.of("50.00", "USD"));
    }
}
