package org.harvestxero.monthend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.LeftOut.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rulings 30 and 31: labour cost, rounded once, balanced, and what is left out of it. */
class CostJournalTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate FIFTH = LocalDate.of(2026, 10, 5);
    private static final Coding CLEARING = Coding.of("840");
    private static final CostRule.Target USUAL = new CostRule.Target("310", Map.of());

    private static CostEntry entry(long id, String person, String project, String hours, @Nullable String rate) {
        return new CostEntry(
                id,
                Instant.EPOCH,
                FIFTH,
                work(person, project, false, List.of()),
                new CostEntry.Effort(new BigDecimal(hours), rate == null ? null : new BigDecimal(rate)),
                new CostEntry.Standing(true, false));
    }

    private static Work work(String person, String project, boolean contractor, List<String> roles) {
        return new Work(
                new Work.Person(new Named(person.hashCode(), person), contractor, roles),
                new Named(1, "Acme"),
                new Named(project.hashCode(), project),
                new Named(3, "Design"));
    }

    private static CostEntry standing(CostEntry entry, boolean approved, boolean running) {
        return new CostEntry(
                entry.id(),
                entry.updated(),
                entry.day(),
                entry.work(),
                entry.effort(),
                new CostEntry.Standing(approved, running));
    }

    private static CostRules rules(CostRule... rules) {
        return new CostRules(List.of(rules), USUAL, CLEARING, true);
    }

    private static CostRule project(String name, String account) {
        return new CostRule(
                new CostRule.Condition(Set.of(), Set.of(name), Set.of(), Set.of(), Set.of(), null),
                new CostRule.Target(account, Map.of()));
    }

    private static CostJournal journal(CostRules rules, CostEntry... entries) {
        return CostJournal.of(OCTOBER, List.of(entries), rules, coding -> Optional.empty(), 2);
    }

    private static List<String> words(List<JournalLine> lines) {
        return lines.stream()
                .map(line -> (line.coding().account() + " " + line.coding().words()).strip() + " "
                        + line.amount().toPlainString())
                .toList();
    }

    private static BigDecimal sum(List<JournalLine> lines) {
        return lines.stream().map(JournalLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void roundedHoursTimesCostRateIsDebitedByRuleAndCreditedToTheClearingAccount() {
        CostJournal journal = journal(
                rules(project("Website", "311")),
                entry(1, "Ann", "Website", "7.5", "40"),
                entry(2, "Ben", "Website", "2", "35.5"),
                entry(3, "Ann", "Poster", "1.25", "40"));

        assertThat(words(journal.lines())).containsExactly("310 50.00", "311 371.00", "840 -421.00");
        assertThat(journal.cost()).isEqualByComparingTo("421");
        assertThat(journal.hours()).isEqualByComparingTo("10.75");
        assertThat(journal.leftOut()).isEmpty();
    }

    @Test
    void theSumIsRoundedOnceAndTheLargestRemainderGetsTheCent() {
        // 3.335 + 3.334 + 3.336 = 10.005, which is 10.01
        CostJournal journal = journal(
                rules(project("A", "311"), project("B", "312")),
                entry(1, "Ann", "A", "1", "3.335"),
                entry(2, "Ann", "B", "1", "3.334"),
                entry(3, "Ann", "C", "1", "3.336"));

        assertThat(words(journal.lines())).containsExactly("310 3.34", "311 3.34", "312 3.33", "840 -10.01");
    }

    @Test
    void entriesWithoutACostRateAreListedWithTheirHoursAndNeverZero() {
        CostJournal journal = journal(
                rules(),
                entry(1, "Ann", "A", "1", "40"),
                entry(2, "Ben", "A", "2.5", null),
                entry(3, "Ben", "A", "1", null));

        assertThat(words(journal.lines())).containsExactly("310 40.00", "840 -40.00");
        LeftOut left = journal.leftOut().get(0);
        assertThat(left.why()).isEqualTo(Why.NO_RATE);
        assertThat(left.words()).isEqualTo("no cost rate of Ben");
        assertThat(left.hours()).isEqualByComparingTo("3.5");
        assertThat(left.entries()).extracting(CostEntry::id).containsExactly(2L, 3L);
        assertThat(journal.hoursLeftOut()).isEqualByComparingTo("3.5");
    }

    @Test
    void aRateOfZeroIsARate() {
        CostJournal journal = journal(rules(), entry(1, "Ann", "A", "4", "0"));

        assertThat(journal.lines()).isEmpty();
        assertThat(journal.sources()).hasSize(1);
        assertThat(journal.leftOut()).isEmpty();
    }

    @Test
    void whatIsOddIsLeftOutAndSaid() {
        CostEntry other = new CostEntry(
                5,
                Instant.EPOCH,
                LocalDate.of(2026, 11, 1),
                work("Ann", "A", false, List.of()),
                new CostEntry.Effort(BigDecimal.ONE, BigDecimal.TEN),
                new CostEntry.Standing(true, false));

        CostJournal journal = journal(
                rules(),
                standing(entry(1, "Ann", "A", "1", "40"), false, false),
                standing(entry(2, "Ann", "A", "1", "40"), true, true),
                entry(3, "Ann", "A", "-1", "40"),
                entry(4, "Ann", "A", "1", "-40"),
                other);

        assertThat(journal.lines()).isEmpty();
        assertThat(journal.leftOut())
                .extracting(LeftOut::why)
                .containsExactly(Why.NOT_APPROVED, Why.RUNNING, Why.BELOW_ZERO, Why.OTHER_MONTH);
        assertThat(journal.hoursLeftOut()).isEqualByComparingTo("2"); // 1 + 1 - 1 + 1; the other month's don't count
    }

    @Test
    void allEntriesCountWhereTheRulesSaySo() {
        CostRules all = new CostRules(List.of(), USUAL, CLEARING, false);

        assertThat(words(journal(all, standing(entry(1, "Ann", "A", "1", "40"), false, false))
                        .lines()))
                .containsExactly("310 40.00", "840 -40.00");
    }

    @Test
    void rulesChooseByRolePersonTaskAndContractorAndTheFirstDecides() {
        CostRule contractors = new CostRule(
                new CostRule.Condition(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true),
                new CostRule.Target("320", Map.of("Project", "{project} ({client})")));
        CostRule designers = new CostRule(
                new CostRule.Condition(
                        Set.of("Acme"), Set.of(), Set.of("Design"), Set.of("Lead", "Designer"), Set.of(), null),
                new CostRule.Target("330", Map.of()));
        CostRules rules = new CostRules(List.of(contractors, designers), null, CLEARING, true);

        CostJournal journal = journal(
                rules,
                worked(1, work("Ann", "A", true, List.of("Designer"))),
                worked(2, work("Ben", "A", false, List.of("Designer"))),
                worked(3, work("Cas", "A", false, List.of("Writer"))));

        assertThat(words(journal.lines())).containsExactly("320 Project: A (Acme) 40.00", "330 40.00", "840 -80.00");
        assertThat(journal.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.why()).isEqualTo(Why.NO_RULE);
            assertThat(left.words()).isEqualTo("no rule takes A");
        });
    }

    private static CostEntry worked(long id, Work work) {
        return new CostEntry(
                id,
                Instant.EPOCH,
                FIFTH,
                work,
                new CostEntry.Effort(BigDecimal.ONE, new BigDecimal("40")),
                new CostEntry.Standing(true, false));
    }

    @Test
    void whereNothingMayBeBookedIsLeftOutAndTheRestGoesOn() {
        CostJournal journal = CostJournal.of(
                OCTOBER,
                List.of(entry(1, "Ann", "A", "1", "40"), entry(2, "Ann", "B", "1", "40")),
                rules(project("A", "610")),
                coding -> coding.account().equals("610")
                        ? Optional.of(new CodingRefusal("no journal may touch 610", "Name another one."))
                        : Optional.empty(),
                2);

        assertThat(words(journal.lines())).containsExactly("310 40.00", "840 -40.00");
        assertThat(journal.leftOut()).extracting(LeftOut::words).containsExactly("no journal may touch 610");
    }

    @Test
    void ofTwoReadingsOfOneEntryTheLaterCounts() {
        CostEntry early = entry(1, "Ann", "A", "1", "40");
        CostEntry late = new CostEntry(
                1,
                Instant.EPOCH.plusSeconds(1),
                FIFTH,
                early.work(),
                new CostEntry.Effort(new BigDecimal("2"), new BigDecimal("40")),
                early.standing());

        assertThat(journal(rules(), early, late).cost()).isEqualByComparingTo("80");
        assertThat(journal(rules(), late, early).cost()).isEqualByComparingTo("80");
    }

    @Test
    void aDifferenceHoldsTheChangeAlone() {
        List<JournalLine> standing = journal(rules(project("A", "311")), entry(1, "Ann", "A", "10", "40"))
                .lines();

        List<JournalLine> change = JournalChange.between(
                standing,
                journal(rules(project("A", "312")), entry(1, "Ann", "A", "9", "40"), entry(2, "Ann", "B", "1", "5"))
                        .lines());

        assertThat(words(change)).containsExactly("310 5.00", "312 360.00", "840 35.00", "311 -400.00");
        assertThat(JournalChange.between(standing, standing)).isEmpty();
    }

    @Test
    void aMarkIsFoundAtTheStartOfANarrationOnly() {
        JournalMark mark = new JournalMark(JournalKind.COST, OCTOBER, 1);

        assertThat(mark).hasToString("HX-COST-2026-10-v1");
        assertThat(JournalMark.in("HX-COST-2026-10-v1 Labour cost", JournalKind.COST, OCTOBER))
                .contains(mark);
        assertThat(JournalMark.in("HX-COST-2026-10-v12", JournalKind.COST, OCTOBER))
                .contains(new JournalMark(JournalKind.COST, OCTOBER, 12));
        for (String other : List.of(
                "HX-COST-2026-10-v1x", "x HX-COST-2026-10-v1", "HX-COST-2026-11-v1", "HX-COST-2026-10-v0", "")) {
            assertThat(JournalMark.in(other, JournalKind.COST, OCTOBER)).isEmpty();
        }
    }

    /** Hours of two decimals, rates of up to four, some entries twice, in any order. */
    @Test
    void anyMonthBalancesSumsToTheHoursTimesRatesRoundedOnceAndHasNoOrder() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<CostEntry> entries = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            Set<Long> seen = new HashSet<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                CostEntry entry = entry(
                        i,
                        "P" + random.nextInt(5),
                        "Q" + random.nextInt(7),
                        BigDecimal.valueOf(random.nextInt(2400), 2).toPlainString(),
                        random.nextInt(8) == 0
                                ? null
                                : BigDecimal.valueOf(random.nextInt(2_000_000), 4)
                                        .toPlainString());
                entries.add(entry);
                if (random.nextInt(5) == 0) {
                    entries.add(entry);
                }
                BigDecimal rate = entry.effort().rate();
                exact = rate == null ? exact : exact.add(rate.multiply(entry.hours()));
                assertThat(seen.add(entry.id())).isTrue();
            }
            CostRules rules = rules(project("Q1", "311"), project("Q2", "312"), project("Q3", "313"));
            CostJournal journal = CostJournal.of(OCTOBER, entries, rules, coding -> Optional.empty(), 2);
            Collections.shuffle(entries, random);

            assertThat(CostJournal.of(OCTOBER, entries, rules, coding -> Optional.empty(), 2))
                    .as("seed %d", seed)
                    .isEqualTo(journal);
            assertThat(sum(journal.lines())).as("seed %d", seed).isEqualByComparingTo("0");
            assertThat(journal.cost())
                    .as("seed %d", seed)
                    .isEqualByComparingTo(exact.setScale(2, RoundingMode.HALF_UP));
            assertThat(Stream.concat(
                            journal.sources().stream()
                                    .map(source -> source.entry().id()),
                            journal.leftOut().stream()
                                    .flatMap(left -> left.entries().stream().map(CostEntry::id))))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates()
                    .hasSize(seen.size());
        }
    }

    /** Whatever changed, and however often: what stands is what the month is. */
    @Test
    void versionsAddUpToTheMonth() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<JournalLine> standing = new ArrayList<>();
            for (int version = 0; version < 6; version++) {
                List<CostEntry> entries = new ArrayList<>();
                for (int i = random.nextInt(10); i > 0; i--) {
                    entries.add(entry(
                            i,
                            "P",
                            "Q" + random.nextInt(4),
                            "1.33",
                            BigDecimal.valueOf(random.nextInt(9999), 2).toPlainString()));
                }
                CostJournal journal = CostJournal.of(
                        OCTOBER,
                        entries,
                        rules(project("Q1", "311"), project("Q2", "312")),
                        coding -> Optional.empty(),
                        2);
                List<JournalLine> change = JournalChange.between(standing, journal.lines());
                standing.addAll(change);

                assertThat(sum(change)).as("seed %d", seed).isEqualByComparingTo("0");
                assertThat(JournalChange.between(standing, journal.lines()))
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }
    }
}
