package org.harvestxero.monthend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.harvestxero.monthend.PayVeil.Sum;
import org.junit.jupiter.api.Test;

/** Nobody without the right can tell what one person costs: not from a line, and not from what is left of a total. */
class PayVeilTest {
    private static Sum sum(String key, String amount, String... people) {
        return new Sum(key, new BigDecimal(amount), Set.of(people));
    }

    @Test
    void whatTwoPeopleCostIsShown() {
        PayVeil veil = PayVeil.over(List.of(sum("a", "300", "Ann", "Ben"), sum("b", "200", "Ann", "Carl")));

        assertThat(veil.hides("a")).isFalse();
        assertThat(veil.hides("b")).isFalse();
        assertThat(veil.hidesTotal()).isFalse();
    }

    @Test
    void oneThatIsHiddenTakesTheSmallestOfTheOthersWithIt() {
        PayVeil veil = PayVeil.over(List.of(
                sum("ann", "100", "Ann"), sum("large", "900", "Ann", "Ben"), sum("small", "-50", "Ann", "Ben")));

        assertThat(veil.hides("ann")).isTrue();
        assertThat(veil.hides("small")).isTrue();
        assertThat(veil.hides("large")).isFalse();
        assertThat(veil.hidesTotal()).isFalse();
        assertThat(veil.shown("ann", BigDecimal.ONE)).isNull();
        assertThat(veil.shown("large", BigDecimal.ONE)).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void twoLinesOfOnePersonAreNoSumOfTwoPeople() {
        PayVeil veil = PayVeil.over(List.of(sum("x", "1", "Ann"), sum("y", "2", "Ann"), sum("z", "5", "Ben", "Carl")));

        assertThat(veil.hides("z")).isTrue();
        assertThat(veil.hidesTotal()).isFalse();
    }

    @Test
    void theLinesOfTwoPeopleHideEachOther() {
        PayVeil veil = PayVeil.over(List.of(sum("x", "1", "Ann"), sum("y", "2", "Ben"), sum("z", "5", "Ann", "Ben")));

        assertThat(veil.hides("x")).isTrue();
        assertThat(veil.hides("y")).isTrue();
        assertThat(veil.hides("z")).isFalse();
    }

    @Test
    void ofOnePersonAloneOrOfNobodyKnownNothingIsShown() {
        assertThat(PayVeil.over(List.of(sum("x", "1", "Ann"), sum("y", "2", "Ann")))
                        .hidesTotal())
                .isTrue();
        assertThat(PayVeil.over(List.of(sum("x", "1"))).hides("against")).isTrue();
        assertThat(PayVeil.over(List.of()).hidesTotal()).isFalse();
        assertThat(PayVeil.over(List.of())).isEqualTo(PayVeil.NONE);
    }

    @Test
    void ofTwoNothingIsShownThatOneHides() {
        PayVeil one = PayVeil.over(List.of(sum("x", "1", "Ann"), sum("y", "2", "Ben"), sum("z", "5", "Ann", "Ben")));
        PayVeil other = PayVeil.over(List.of(sum("z", "1", "Ann"), sum("u", "2", "Ben"), sum("v", "5", "Ann", "Ben")));

        PayVeil both = one.and(other);

        assertThat(List.of("x", "y", "z", "u")).allMatch(both::hides);
        assertThat(both.hides("v")).isFalse();
        assertThat(both.hidesTotal()).isFalse();
        assertThat(both.and(PayVeil.over(List.of(sum("x", "1", "Ann")))).hidesTotal())
                .isTrue();
        assertThat(one.and(PayVeil.NONE)).isEqualTo(one);
    }

    @Test
    void whatIsShownAndWhatIsLeftOfTheTotalAreOfTwoPeopleAtLeast() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        for (int round = 0; round < 2_000; round++) {
            List<Sum> sums = new ArrayList<>();
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                Set<String> people = new HashSet<>();
                for (int p = random.nextInt(0, 4); p > 0; p--) {
                    people.add("p" + random.nextInt(4));
                }
                sums.add(new Sum(i, BigDecimal.valueOf(random.nextInt(-50, 500)), people));
            }
            PayVeil veil = PayVeil.over(sums);
            Set<String> left = new HashSet<>();
            for (Sum sum : sums) {
                if (veil.hides(sum.key())) {
                    left.addAll(sum.people());
                } else {
                    assertThat(sum.people()).hasSizeGreaterThan(1);
                }
            }
            boolean anyHidden = sums.stream().anyMatch(sum -> veil.hides(sum.key()));
            assertThat(!anyHidden || veil.hidesTotal() || left.size() > 1)
                    .as("%s", sums)
                    .isTrue();
        }
    }
}
