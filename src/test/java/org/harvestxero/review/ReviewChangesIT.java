package org.harvestxero.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.config.Settings;
import org.harvestxero.finalize.NothingKept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that reviewers split, add and take off, and changes that are taken back. */
class ReviewChangesIT {
    private static final String ALWAYS =
            "client: Acme\nstart: 2026-01-01\nreview: {when: [always]}\nlayout: {groupBy: [project]}\n";
    private static final String TWO_STEPS =
            "client: Acme\nstart: 2026-01-01\nreview: {when: [always], steps: [project manager, strategist]}\n"
                    + "layout: {groupBy: [project]}\n";

    @TempDir
    Path folder;

    private BilledLedger billed;
    private long id;

    /** A draft of one line over 10 hours at 100. */
    private Reviews desk(String agreement, Map<String, String> settings) {
        billed = new BilledLedger(folder, agreement);
        Reviews desk = new ReviewService(
                billed.store,
                billed.stored,
                ReviewRoles.of(Settings.of(settings)),
                BilledLedger::charge,
                new NothingKept());
        id = billed.bill(
                        aTimeEntry().id(1).project("Website").of("4.00").build(),
                        aTimeEntry().id(2).project("Website").of("6.00").build())
                .get(0)
                .id();
        return desk;
    }

    private Reviews desk(String agreement) {
        return desk(agreement, Map.of());
    }

    private Reviews.Detail detail(Reviews desk) {
        return desk.find("D" + id).orElseThrow();
    }

    private List<String> lines(Reviews desk) {
        return detail(desk).draft().lines().stream()
                .map(line -> line.description() + ": " + line.amount().amount())
                .toList();
    }

    private static DraftChange.Split split(String amount, Set<Long> work, String stays) {
        return new DraftChange.Split(
                1, amount == null ? null : new BigDecimal(amount), work, "Home page", stays, "the client asked");
    }

    private static DraftChange.Addition licences(String quantity, String price, Integer like) {
        return new DraftChange.Addition("Licences", new BigDecimal(quantity), new BigDecimal(price), like, "passed on");
    }

    @Test
    void aLineIsSplitByAmountAndByWork() {
        Reviews desk = desk(ALWAYS);

        Item split = desk.change(Ref.of(id), split("333.33", Set.of(), "Rest of the website"), "Ada");

        assertThat(split.total()).isEqualByComparingTo("1000.00");
        assertThat(lines(desk)).containsExactly("Rest of the website: 666.67", "Home page: 333.33");
        assertThat(desk.insights().origins(id)).containsExactly(1, -1);
        assertThat(detail(desk).history())
                .anySatisfy(event -> assertThat(event.what())
                        .isEqualTo("edited: line 1 split: 1000.00 USD → 666.67 USD and 333.33 USD \"Home page\";"
                                + " the client asked"));

        desk.undo(Ref.of(id), "a misunderstanding", "Ada");
        desk.change(Ref.of(id), split(null, Set.of(1L), null), "Ada");
        assertThat(detail(desk).draft().lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("600.00 USD", "400.00 USD");
    }

    @Test
    void aLineIsAddedBookedLikeAnotherAndTakenOff() {
        Reviews desk = desk(ALWAYS);

        desk.change(Ref.of(id), licences("3", "49.90", 1), "Ada");

        assertThat(lines(desk)).last().isEqualTo("Licences: 149.70");
        assertThat(detail(desk).draft().lines().get(1).projects())
                .isEqualTo(detail(desk).draft().lines().get(0).projects());
        assertThat(desk.insights().origins(id)).containsExactly(1, 0);
        assertThatThrownBy(() -> desk.change(Ref.of(id), new DraftChange.Removal(1, "no"), "Ada"))
                .hasMessageContaining("Line 1 was made by the agreement");

        Item without = desk.change(Ref.of(id), new DraftChange.Removal(2, "the client has them"), "Ada");

        assertThat(without.total()).isEqualByComparingTo("1000.00");
        assertThat(desk.insights().origins(id)).containsExactly(1);
    }

    @Test
    void whatCannotBeMeantIsToldAndChangesNothing() {
        Reviews desk = desk(ALWAYS);

        Map.of(
                        split("1000", Set.of(), null), "is no part of the 1000.00 USD",
                        split("0", Set.of(), null), "is no part of",
                        split("-5", Set.of(), null), "is no part of",
                        split("1.005", Set.of(), null), "more than two decimals",
                        split(null, Set.of(), null), "Say which part",
                        split("5", Set.of(1L), null), "Say which part",
                        split(null, Set.of(7L), null), "Line 1 is not made of 7",
                        split(null, Set.of(1L, 2L), null), "nothing would be left on line 1",
                        split("5", Set.of(), " "), "A line needs a text",
                        licences("0", "5", null), "The quantity is above zero")
                .forEach((change, words) -> assertThatThrownBy(() -> desk.change(Ref.of(id), change, "Ada"))
                        .isInstanceOf(DecisionException.class)
                        .hasMessageContaining(words));
        assertThatThrownBy(() -> desk.change(Ref.of(id), licences("1", "0.00005", null), "Ada"))
                .hasMessageContaining("at most four decimals");
        assertThatThrownBy(() -> desk.change(Ref.of(id), licences("1", "5", 9), "Ada"))
                .hasMessageContaining("no line 9");
        assertThatThrownBy(() -> desk.undo(Ref.of(id), null, "Ada")).hasMessageContaining("no change");
        assertThat(detail(desk).item().version()).isZero();
        assertThat(detail(desk).original()).isNull();
    }

    @Test
    void changesAreTakenBackOneAfterTheOtherUntilTheDraftIsAsItWasMade() {
        Reviews desk = desk(ALWAYS);
        var made = detail(desk).draft();
        desk.change(Ref.of(id), new Reviews.Edit(1, new BigDecimal("900"), null, "goodwill"), "Ada");
        desk.change(Ref.of(id), split("300", Set.of(), null), "Bob");
        desk.change(Ref.of(id), licences("1", "50", null), "Cy");
        assertThat(desk.insights().lastChange(id).orElseThrow().who()).isEqualTo("Cy");

        assertThat(desk.undo(Ref.of(id), null, "Ada").total()).isEqualByComparingTo("900.00");
        assertThat(detail(desk).draft().lines()).hasSize(2);
        assertThat(desk.insights().lastChange(id).orElseThrow().who()).isEqualTo("Bob");
        desk.undo(Ref.of(id), null, "Ada");
        Item back = desk.undo(Ref.of(id), "never mind", "Ada");

        assertThat(detail(desk).draft()).isEqualTo(made);
        assertThat(detail(desk).original()).as("nothing changed any more").isNull();
        assertThat(desk.insights().lastChange(id)).isEmpty();
        assertThat(back.version()).isEqualTo(6);
        assertThat(detail(desk).history())
                .last()
                .satisfies(event -> assertThat(event.what())
                        .isEqualTo("edit undone: line 1: 1000.00 USD → 900.00 USD; made by Ada: never mind"));
    }

    @Test
    void twentyChangesBackIsFarEnough() {
        Reviews desk = desk(ALWAYS);
        for (int i = 1; i <= 22; i++) {
            desk.change(Ref.of(id), new Reviews.Edit(1, BigDecimal.valueOf(1000 - i), null, "cheaper"), "Ada");
        }
        for (int i = 1; i <= 20; i++) {
            desk.undo(Ref.of(id), null, "Ada");
        }

        assertThat(detail(desk).item().total()).isEqualByComparingTo("998.00");
        assertThatThrownBy(() -> desk.undo(Ref.of(id), null, "Ada")).hasMessageContaining("too far back");
    }

    @Test
    void nobodySaysYesToWhatTheyChangedLastWhereTwoStepsAreAsked() {
        Reviews desk = desk(TWO_STEPS);
        desk.change(Ref.of(id), split("300", Set.of(), null), "Pam");

        assertThatThrownBy(() -> desk.approve(Ref.of(id), null, "pam"))
                .isInstanceOf(DecisionException.class)
                .hasMessageContaining("you changed it last; with two steps somebody else says yes");
        Item waits = detail(desk).item();
        assertThat(desk.waitsFor(waits, "Pam")).isFalse();
        assertThat(desk.obstacle(waits, "Pam")).contains("You changed it last; with two steps somebody else says yes.");
        assertThat(desk.waitsFor(waits, "Sam")).isTrue();

        desk.approve(Ref.of(id), null, "Sam");
        assertThatThrownBy(() -> desk.approve(Ref.of(id), null, "Pam"))
                .as("the second step neither")
                .hasMessageContaining("you changed it last");
        // Putting it aside and back makes it nobody else's change.
        desk.hold(Ref.of(id), "ask", "Sam");
        desk.release(Ref.of(id), null, "Sam");
        assertThatThrownBy(() -> desk.approve(Ref.of(id), null, "Pam")).hasMessageContaining("you changed it last");
        // Taken back, it is nobody's change any more.
        desk.undo(Ref.of(id), null, "Pam");
        assertThat(desk.approve(Ref.of(id), null, "Pam").step()).isEqualTo(1);
        assertThat(desk.approve(Ref.of(id), null, "Sam").state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void whoChangedItMaySayTheOnlyYes() {
        Reviews desk = desk(ALWAYS);
        desk.change(Ref.of(id), split("300", Set.of(), null), "Pam");

        assertThat(desk.approve(Ref.of(id), null, "Pam").state()).isEqualTo(Reviews.State.APPROVED);
    }

    @Test
    void stepsTellWhoSaidYesAndWhoseTurnItIs() {
        Reviews desk = desk(TWO_STEPS, Map.of("review.role.strategist", "Sam, Sue"));
        desk.approve(Ref.of(id), null, "Pam");

        assertThat(desk.insights().steps(id))
                .extracting(DraftInsights.Step::role, DraftInsights.Step::who, DraftInsights.Step::people)
                .containsExactly(
                        tuple("project manager", "Pam", List.of()), tuple("strategist", null, List.of("Sam", "Sue")));
        assertThat(desk.obstacle(detail(desk).item(), "Bob")).contains("The yes as strategist is said by Sam or Sue.");

        desk.change(Ref.of(id), split("300", Set.of(), null), "Sue");
        assertThat(desk.insights().steps(id))
                .as("every yes so far is void")
                .allSatisfy(step -> assertThat(step.who()).isNull());
    }

    @Test
    void whatAChangeWouldMakeIsShownAndNothingChanges() {
        Reviews desk = desk(ALWAYS);

        Reviews.Preview preview =
                desk.preview(Ref.of(id), new Reviews.Edit(1, new BigDecimal("900"), null, "goodwill"), "Ada");

        assertThat(preview.charge().gross()).isEqualByComparingTo("1200.00");
        assertThat(preview.chargeAfter().gross()).isEqualByComparingTo("1080.00");
        assertThat(preview.after().subtotal().amount()).isEqualByComparingTo("900.00");
        assertThat(detail(desk).item().version()).isZero();
        desk.change(Ref.of(id), new Reviews.Edit(1, new BigDecimal("900"), null, "goodwill"), "Ada");
        assertThat(detail(desk).charge()).isEqualTo(preview.chargeAfter());
        assertThat(detail(desk).draft()).isEqualTo(preview.after());
    }

    @Test
    void theFirstPeriodHasNothingToCompareWith() {
        Reviews desk = desk(ALWAYS);

        DraftInsights.Trend trend = desk.insights().trend(id);

        assertThat(trend.past()).isEmpty();
        assertThat(trend.now()).isEqualByComparingTo("1000.00");
        assertThat(trend.percent()).isEmpty();
        assertThat(desk.insights().variance(id).causes()).isEmpty();
        assertThat(desk.insights().trend(99_999)).isEqualTo(DraftInsights.Trend.NONE);
    }

    @Test
    void ofTwoWhoChangeTheSameStateTheSecondIsTold() {
        Reviews desk = desk(ALWAYS);
        Ref seen = new Ref(id, 0);
        desk.change(seen, split("300", Set.of(), null), "Ada");

        assertThatThrownBy(() -> desk.change(seen, licences("1", "50", null), "Bob"))
                .hasMessageContaining("changed meanwhile (last by Ada)");
        assertThatThrownBy(() -> desk.undo(seen, null, "Bob")).hasMessageContaining("changed meanwhile");
        assertThat(detail(desk).draft().lines()).hasSize(2);
    }
}
