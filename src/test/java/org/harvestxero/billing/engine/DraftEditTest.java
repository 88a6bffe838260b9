package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.MARCH;
import static org.harvestxero.billing.engine.Bills.bill;
import static org.harvestxero.billing.engine.Bills.onlyDraft;
import static org.harvestxero.billing.engine.Bills.plain;

import org.harvestxero.billing.Money;
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
}
