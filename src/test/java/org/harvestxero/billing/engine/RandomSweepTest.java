package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.ExpenseBuilder.anExpense;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;
import static org.harvestxero.billing.engine.Bills.USD;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.ExpenseBuilder;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.TimeEntryBuilder;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Limit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills random work by random agreements over successive periods; each seed is its own world. */
@Tag("sweep")
class RandomSweepTest {
    private static final int AGREEMENTS = 700;
    private static final int MOST_PERIODS = 5;

    private int runs;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRunTiesAndNothingIsBilledTwice(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < AGREEMENTS; i++) {
            new World(random, USD, seed + "/" + i).live();
        }

        assertThat(runs).isGreaterThan(2_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "KWD"})
    void everyRunTiesByTheDecimalsOfItsCurrency(String code) {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            new World(random, Currency.getInstance(code), code + "/" + i).live();
        }

        assertThat(runs).isGreaterThan(500);
    }

    @Test
    void coversEveryBucketAndDifference() {
        Random random = new Random(99);
        Map<Bucket, Integer> buckets = new HashMap<>();
        Map<Difference.Kind, Integer> kinds = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            World world = new World(random, USD, "99/" + i);
            world.live();
            world.results.forEach(result -> {
                result.notBilled().forEach(rest -> buckets.merge(rest.bucket(), 1, Integer::sum));
                result.tieOut().differences().keySet().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            });
        }

        assertThat(buckets.keySet())
                .contains(Bucket.HELD, Bucket.COVERED, Bucket.CARRIED, Bucket.WRITTEN_OFF, Bucket.NOT_BILLABLE);
        assertThat(kinds.keySet())
                .contains(
                        Difference.Kind.RATE,
                        Difference.Kind.MINUTES,
                        Difference.Kind.ROUNDING,
                        Difference.Kind.CENTS,
                        Difference.Kind.DISCOUNT,
                        Difference.Kind.WRITE_DOWN,
                        Difference.Kind.CAP,
                        Difference.Kind.MARK_UP);
    }

    /** One client over some periods. */
    private final class World {
        private final Random random;
        private final Currency currency;
        private final String name;
        private final RandomTerms terms;
        private final Agreement agreement;
        private final List<TimeEntry> entries = new ArrayList<>();
        private final List<Expense> expenses = new ArrayList<>();
        private final List<BillingResult> results = new ArrayList<>();

        World(Random random, Currency currency, String name) {
            this.random = random;
            this.currency = currency;
            this.name = name;
            this.terms = new RandomTerms(random, currency);
            this.agreement = terms.agreement();
            for (int i = 0; i < 25; i++) {
                entries.add(entry(i));
            }
            for (int i = 0; i < 6; i++) {
                expenses.add(expense(i));
            }
        }

        void live() {
            BillingRequest.Known known = BillingRequest.Known.nothing();
            DuePeriod period = agreement.calendar().first();
            for (int i = 0; i < MOST_PERIODS && period != null; i++) {
                approveSome();
                known = known.with(decisions());
                BillingResult result = Bills.bill(agreement, period, currency, known, entries, expenses);
                runs++;
                results.add(result);
                if (runs % 3 == 0) {
                    checkOrder(period, known, result);
                }
                checkXero(result);
                known = known.after(result);
                checkCaps(known.balances());
                period = agreement.calendar().after(period);
            }
            checkNothingTwice();
        }

        private void checkOrder(DuePeriod period, BillingRequest.Known known, BillingResult result) {
            List<TimeEntry> shuffled = new ArrayList<>(entries);
            List<Expense> shuffledExpenses = new ArrayList<>(expenses);
            Collections.shuffle(shuffled, random);
            Collections.shuffle(shuffledExpenses, random);

            BillingResult other = Bills.bill(agreement, period, currency, known, shuffled, shuffledExpenses);
            assertThat(other.equals(result)).as(name).isTrue();
        }

        /** Xero's arithmetic, worked out anew: quantity and unit amount to four decimals, product half up to two (three in dinars). */
        private void checkXero(BillingResult result) {
            int decimals = currency.getCurrencyCode().equals("KWD") ? 3 : 2;
            for (Draft draft : result.drafts()) {
                BigDecimal subtotal = BigDecimal.ZERO;
                for (DraftLine line : draft.lines()) {
                    BigDecimal quantity = line.price().quantity().setScale(4, RoundingMode.UNNECESSARY);
                    BigDecimal unit = line.price().unitAmount().setScale(4, RoundingMode.UNNECESSARY);
                    BigDecimal amount = quantity.multiply(unit).setScale(decimals, RoundingMode.HALF_UP);
                    assertThat(amount)
                            .as(name)
                            .isEqualByComparingTo(line.amount().amount());
                    subtotal = subtotal.add(amount);
                }
                assertThat(subtotal)
                        .as(name)
                        .isEqualByComparingTo(draft.subtotal().amount());
            }
        }

        private void checkCaps(Balances balances) {
            for (Cap cap : agreement.limits().caps()) {
                CapUse use = balances.caps().get(cap.name());
                if (use != null && cap.limit() instanceof Limit.InHours inHours) {
                    assertThat(use.hours()).as(name).isLessThanOrEqualTo(inHours.hours());
                } else if (use != null) {
                    assertThat(use.money()).as(name).isLessThanOrEqualTo(((Limit.InMoney) cap.limit()).money());
                }
            }
        }

        private void checkNothingTwice() {
            Map<Long, Hours> settled = new HashMap<>();
            Map<Long, Integer> expensesSettled = new HashMap<>();
            for (BillingResult result : results) {
                for (NotBilled rest : result.notBilled()) {
                    if (rest.bucket().isSettled()) {
                        settle(settled, expensesSettled, rest.source(), rest.hours());
                    }
                }
                result.drafts().stream()
                        .flatMap(draft -> draft.lines().stream())
                        .filter(line -> line.kind() != LineKind.DISCOUNT)
                        .flatMap(line -> line.sources().stream())
                        .forEach(source -> settle(settled, expensesSettled, source.source(), source.hours()));
            }
            for (TimeEntry entry : entries) {
                assertThat(settled.getOrDefault(entry.id(), Hours.ZERO))
                        .as(name)
                        .isLessThanOrEqualTo(entry.hours());
            }
            assertThat(expensesSettled.values()).as(name).allMatch(times -> times == 1);
        }

        private void settle(Map<Long, Hours> hours, Map<Long, Integer> expenses, Source source, Hours more) {
            if (source.kind() == Source.Kind.EXPENSE) {
                expenses.merge(source.id(), 1, Integer::sum);
            } else {
                hours.merge(source.id(), more, Hours::plus);
            }
        }

        private void approveSome() {
            for (int i = 0; i < entries.size(); i++) {
                if (terms.oneIn(2)) {
                    TimeEntry entry = entries.get(i);
                    TimeEntry.Status status = entry.status();
                    entries.set(
                            i,
                            new TimeEntry(
                                    entry.id(),
                                    entry.updatedAt(),
                                    entry.spentDate(),
                                    entry.origin(),
                                    entry.hours(),
                                    entry.tracked(),
                                    new TimeEntry.Status(status.billable(), status.billed(), false, Approval.APPROVED),
                                    entry.notes(),
                                    entry.billableRate(),
                                    entry.currency()));
                }
            }
        }

        private Decisions decisions() {
            Map<Long, Decision> made = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                made.put(
                        (long) random.nextInt(entries.size()),
                        new Decision(terms.any(Decision.Kind.values()), Hours.of("1.00"), "because", "mia"));
            }
            Map<String, Limit> overage = terms.oneIn(3) ? Map.of("Rule 0", Limit.hours("2")) : Map.of();
            return new Decisions(made, Map.of(), overage);
        }

        private TimeEntry entry(int id) {
            TimeEntryBuilder builder = aTimeEntry()
                    .id(id)
                    .on(day())
                    .project(terms.any(RandomTerms.PROJECTS))
                    .task(terms.any(RandomTerms.TASKS))
                    .by(terms.any(RandomTerms.PEOPLE))
                    .of(hours())
                    .tracked(hours())
                    .at(terms.oneIn(12) ? null : terms.price(20_000).toPlainString())
                    .approval(terms.any(Approval.values()))
                    .notes(terms.oneIn(5) ? null : "note " + terms.any("a", "b"));
            if (terms.oneIn(2)) {
                builder.as(terms.any(RandomTerms.ROLES));
            }
            if (terms.oneIn(10)) {
                builder.notBillable();
            }
            if (terms.oneIn(20)) {
                builder.running();
            }
            if (terms.oneIn(20)) {
                builder.in("EUR");
            } else {
                builder.in(currency.getCurrencyCode());
            }
            if (terms.oneIn(30)) {
                builder.billedInHarvest();
            }
            return builder.build();
        }

        private Expense expense(int id) {
            ExpenseBuilder builder = anExpense()
                    .id(id)
                    .on(day())
                    .project(terms.any(RandomTerms.PROJECTS))
                    .category(terms.any(RandomTerms.CATEGORIES))
                    .costing(terms.money(20_000).amount(), terms.oneIn(5) ? "EUR" : currency.getCurrencyCode())
                    .approval(terms.any(Approval.values()));
            if (terms.oneIn(3)) {
                builder.units(terms.any("100", "7.5"));
            }
            if (terms.oneIn(8)) {
                builder.notBillable();
            }
            return builder.build();
        }

        private String day() {
            return LocalDate.of(2025, 12, 25).plusDays(random.nextInt(150)).toString();
        }

        private String hours() {
            return BigDecimal.valueOf(random.nextInt(900), 2).toPlainString();
        }
    }
}
