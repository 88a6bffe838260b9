package org.harvestxero.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Credit;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong, the amounts of the reasons add up to the difference of the sides. */
class SumsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final List<Measure> MONEY = List.of(Measure.TOTAL, Measure.PAID, Measure.CREDITED);
    private static final List<String> CODES = List.of("drift", "number-taken", "xero-total-differs", "locked-period");

    private Random random;

    static void addUp(Twins twins, List<Difference> found) {
        for (Measure measure : MONEY) {
            for (String currency : List.of("EUR", "USD")) {
                BigDecimal harvest = currency.equals(twins.harvestCurrency())
                        ? twins.harvestFigures().of(measure)
                        : BigDecimal.ZERO;
                BigDecimal xero = currency.equals(twins.xeroCurrency())
                        ? twins.xeroFigures().of(measure)
                        : BigDecimal.ZERO;
                BigDecimal told = found.stream()
                        .filter(each -> each.measure() == measure
                                && each.subject().currency().equals(currency))
                        .map(Difference::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(told)
                        .as("%s in %s of %s", measure, currency, found)
                        .isEqualByComparingTo(harvest.subtract(xero));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void reasonsAddUpForEachDocumentAndForAll(long seed) {
        random = new Random(seed);
        Tally tally = new Tally();
        Terms terms = new Terms(LocalDate.of(2026, 10, 1), random.nextInt(4) > 0, random.nextBoolean(), true, false);
        for (int i = 0; i < 3_000; i++) {
            Twins twins = twins(i);
            List<Difference> found = Reconciler.differences(twins, terms);
            addUp(twins, found);
            tally.add(twins, found);
        }

        tally.currencies()
                .forEach(sum -> MONEY.forEach(measure -> assertThat(tally.reasons().stream()
                                .filter(reason -> reason.measure() == measure
                                        && reason.currency().equals(sum.currency()))
                                .map(Reconciliation.ReasonSum::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(sum.difference().of(measure))));
        assertThat(tally.kept()).hasSizeLessThanOrEqualTo(Reason.values().length * Tally.KEPT);
    }

    private Twins twins(long id) {
        BigDecimal total = cents(20_000);
        List<Payment> payments = new ArrayList<>();
        List<Money> money = new ArrayList<>();
        List<Credit> credits = new ArrayList<>();
        BigDecimal paid = payments(payments, money);
        credits(credits, money);
        boolean odd = random.nextInt(10) == 0;
        boolean inHarvest = random.nextInt(10) > 0;
        boolean inXero = random.nextInt(10) > 0 || !inHarvest;
        BigDecimal xeroTotal = oneOf(total, cents(20_000));
        LedgerSide ledger = new LedgerSide(
                random.nextInt(8) == 0 ? null : read(oneOf(total, cents(20_000)), paid),
                random.nextInt(8) == 0 ? null : twin(oneOf(total, xeroTotal), oneOf(total, xeroTotal)),
                random.nextInt(20) == 0,
                payments,
                credits,
                matters());
        return new Twins(
                inHarvest
                        ? new HarvestSide(
                                id,
                                head("EUR", "70"),
                                List.of("open", "draft", "paid", "closed").get(random.nextInt(4)),
                                total,
                                total.subtract(oneOf(paid, cents(5_000))),
                                null)
                        : null,
                ledger,
                inXero
                        ? new XeroSide(
                                "x" + id,
                                false,
                                head(odd ? "USD" : "EUR", odd ? "c-2" : "c-1"),
                                List.of("AUTHORISED", "PAID", "DRAFT", "VOIDED").get(random.nextInt(4)),
                                new Figures(xeroTotal, oneOf(sum(money, true), cents(900)), sum(money, false)),
                                money)
                        : null,
                Tie.values()[random.nextInt(10) > 1 ? 0 : random.nextInt(4)],
                random.nextInt(6) == 0);
    }

    private static Head head(String currency, String client) {
        return new Head("INV-1", client, "Sample Bakery", currency, DAY);
    }

    private BigDecimal cents(int most) {
        return BigDecimal.valueOf(random.nextInt(most), 2);
    }

    private BigDecimal oneOf(BigDecimal usual, BigDecimal other) {
        return random.nextInt(5) > 0 ? usual : other;
    }

    private Read read(BigDecimal total, BigDecimal paid) {
        return new Read(
                total,
                total.subtract(paid),
                random.nextInt(10) == 0,
                random.nextInt(5) > 0,
                random.nextInt(12) == 0 ? "retainer-funding" : "",
                random.nextBoolean());
    }

    private static Twin twin(BigDecimal total, BigDecimal written) {
        return new Twin("x", "INV-1", "c-1", "AUTHORISED", total, written);
    }

    private BigDecimal payments(List<Payment> payments, List<Money> money) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < random.nextInt(4); i++) {
            BigDecimal amount = cents(4_000);
            boolean gone = random.nextInt(8) == 0;
            boolean linked = random.nextInt(3) > 0;
            payments.add(new Payment(i + 1, amount, DAY, gone, linked ? "p" + i : null));
            if (random.nextInt(4) > 0) {
                money.add(new Money(
                        Money.Kind.PAYMENT,
                        linked ? "p" + i : "q" + i,
                        oneOf(amount, cents(4_000)),
                        DAY,
                        random.nextInt(5) == 0 ? "HP" + (i + 1) : ""));
            }
            sum = gone ? sum : sum.add(amount);
        }
        return sum;
    }

    private void credits(List<Credit> credits, List<Money> money) {
        for (int i = 0; i < random.nextInt(3); i++) {
            Money.Kind kind = Money.Kind.values()[1 + random.nextInt(3)];
            money.add(new Money(kind, "n" + i, cents(2_000), DAY, ""));
            if (random.nextBoolean()) {
                credits.add(new Credit("n" + i, null));
            }
        }
        if (random.nextInt(5) == 0) {
            credits.add(new Credit("q0", "Ada"));
        }
    }

    private List<Matter> matters() {
        List<Matter> matters = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            matters.add(new Matter(
                    About.values()[random.nextInt(4)],
                    Standing.values()[random.nextInt(3)],
                    "F" + i,
                    random.nextBoolean() ? "" + (1 + random.nextInt(3)) : "q" + random.nextInt(3),
                    CODES.get(random.nextInt(CODES.size())),
                    "Why."));
        }
        return matters;
    }

    private static BigDecimal sum(List<Money> money, boolean payments) {
        return money.stream()
                .filter(each -> each.isPayment() == payments)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
