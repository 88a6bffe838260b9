package org.harvestxero.finalize.marks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.UnmarkedWork.Selection;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestWorkView;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.harvestxero.store.billing.WorkKind;
import org.junit.jupiter.api.Test;

/** What people select in Harvest shows nothing but what is to be marked. */
class MarkSelectionsTest {
    private static final Named ACME = new Named(1, "Acme");
    private static final Named ANN = new Named(11, "Ann");
    private static final Named BOB = new Named(12, "Bob");

    private final List<WorkPiece> pieces = new ArrayList<>();
    private long last = 100;

    private long ours(Named person, int day) {
        return add(person, day, true);
    }

    private long other(Named person, int day) {
        return add(person, day, false);
    }

    private long add(Named person, int day, boolean billedHere) {
        long id = ++last;
        LocalDate on = LocalDate.of(2026, 10, day);
        HarvestWorkView shown = new HarvestWorkView(
                id,
                false,
                ACME,
                new Named(2, "Website"),
                new Named(3, "Design"),
                person,
                on,
                new BigDecimal("1.50"),
                BigDecimal.ZERO,
                "",
                new HarvestWorkView.Status(true, false, false, null, null));
        Unmarked unmarked = new Unmarked(
                new Work(WorkKind.TIME_ENTRY, id),
                1,
                "Acme",
                on,
                Hours.of("1.50"),
                new BigDecimal("150"),
                "USD",
                "INV-1",
                true);
        pieces.add(new WorkPiece(shown, billedHere ? unmarked : null));
        return id;
    }

    private List<String> selected() {
        return MarkSelections.of(pieces).selections().stream()
                .map(MarkSelectionsTest::words)
                .toList();
    }

    private static String words(Selection each) {
        return each.filter().person() + " " + each.filter().from().getDayOfMonth() + "-"
                + each.filter().to().getDayOfMonth() + ": " + each.works() + ", " + each.hours() + " h, " + each.worth()
                + " " + each.invoices();
    }

    @Test
    void daysWithoutOtherWorkBetweenThemAreOneSelection() {
        ours(ANN, 5);
        ours(BOB, 5);
        ours(ANN, 20);

        assertThat(selected()).containsExactly("null 5-20: 3, 4.50 h, 450 [INV-1]");
    }

    @Test
    void aDayOfOtherWorkAlonePartsTheSpan() {
        ours(ANN, 5);
        other(ANN, 6);
        ours(ANN, 7);

        assertThat(selected()).containsExactly("null 5-5: 1, 1.50 h, 150 [INV-1]", "null 7-7: 1, 1.50 h, 150 [INV-1]");
    }

    @Test
    void onAMixedDayEachPersonsIsOneAndWhatThatMixesTooIsSingle() {
        ours(ANN, 5);
        other(BOB, 6);
        ours(ANN, 6);
        long single = ours(BOB, 6);

        MarkSelections found = MarkSelections.of(pieces);

        assertThat(selected()).containsExactly("null 5-5: 1, 1.50 h, 150 [INV-1]", "Ann 6-6: 1, 1.50 h, 150 [INV-1]");
        assertThat(found.single()).extracting(each -> each.id()).containsExactly(single);
    }

    @Test
    void aPersonsDaysArePartedByOtherWorkOfTheirs() {
        other(BOB, 5);
        ours(ANN, 5);
        other(ANN, 6);
        other(BOB, 7);
        ours(ANN, 7);

        assertThat(selected()).containsExactly("Ann 5-5: 1, 1.50 h, 150 [INV-1]", "Ann 7-7: 1, 1.50 h, 150 [INV-1]");
    }

    @Test
    void otherWorkAloneAsksForNothing() {
        other(ANN, 5);

        assertThat(selected()).isEmpty();
        assertThat(MarkSelections.of(pieces).single()).isEmpty();
    }
}
