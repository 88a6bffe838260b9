package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.MonthCycle;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.TwiceAMonthCycle;
import org.harvestxero.billing.calendar.WeekCycle;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.CodingRule;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.billing.terms.ExpenseRule;
import org.harvestxero.billing.terms.ExpenseTerms;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Included;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Terms;
import org.harvestxero.billing.terms.Unused;

/** Makes agreements nobody would think of. */
final class RandomTerms {
    static final List<String> PROJECTS = List.of("Alpha", "Beta", "Gamma");
    static final List<String> TASKS = List.of("Design", "Code", "Talk");
    static final List<String> PEOPLE = List.of("Ann", "Bob", "Cleo");
    static final List<String> ROLES = List.of("Junior", "Senior");
    static final List<String> CATEGORIES = List.of("Travel", "Meals");

    private final Random random;
    private final Currency currency;

    RandomTerms(Random random, Currency currency) {
        this.random = random;
        this.currency = currency;
    }

    Agreement agreement() {
        List<Rule> rules = rules();
        boolean inAdvance = rules.stream()
                .anyMatch(rule ->
                        rule.terms() instanceof Retainer retainer && retainer.when() == Retainer.When.IN_ADVANCE);
        Books books = books();
        return new Agreement(
                "Acme",
                "v1",
                null,
                calendar(inAdvance),
                pricing(),
                rules,
                limits(rules, books.purchaseOrders()),
                expenses(),
                layout(),
                books,
                ReviewPolicy.when(Arrays.stream(ReviewRule.When.values())
                        .map(when -> new ReviewRule(when, BigDecimal.TEN, 3))
                        .toArray(ReviewRule[]::new)),
                DispatchTerms.plain());
    }

    private BillingCalendar calendar(boolean inAdvance) {
        LocalDate start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(40));
        LocalDate end = oneIn(3) ? start.plusDays(30 + random.nextInt(120)) : null;
        Cycle cycle = switch (random.nextInt(5)) {
            case 0 -> new WeekCycle(2, LocalDate.of(2026, 1, 5));
            case 1 -> new TwiceAMonthCycle(1, 16);
            case 2 -> new MonthCycle(1, LocalDate.of(2026, 1, 31));
            case 3 -> new MonthCycle(3, LocalDate.of(2026, 1, 1));
            default -> Cycle.monthly();
        };
        return new BillingCalendar(
                cycle,
                new Term(start, end),
                new BillingCalendar.Dates(
                        Close.onTheFirst(),
                        DateRule.net(0),
                        DateRule.dayOfMonth(20, 1),
                        WorkingDays.mondayToFriday(Holidays.none()),
                        ZoneId.of("UTC")),
                any(Proration.values()),
                inAdvance);
    }

    private Pricing pricing() {
        Included included =
                new Included(any(Approval.values()), oneIn(4), oneIn(4), oneIn(2), any(Included.Late.values()));
        return new Pricing(included, any(HoursBasis.values()), rounding(), oneIn(2) ? RateCard.empty() : card());
    }

    private Rounding rounding() {
        return oneIn(3)
                ? Rounding.none()
                : new Rounding(
                        any(Rounding.Direction.values()),
                        any(1, 5, 6, 10, 15, 30),
                        any(Rounding.Per.values()),
                        any(Rounding.Of.values()),
                        any(0, 0, 20));
    }

    private RateCard card() {
        List<RateLine> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Rate rate = oneIn(4)
                    ? Rate.daily(price(90_000), currency, Hours.of(any("8", "7.5")))
                    : Rate.hourly(price(20_000), currency);
            LocalDate from = oneIn(2) ? null : LocalDate.of(2026, 2, 10);
            lines.add(new RateLine(match(), from, null, rate, any(RateLine.DayCount.values())));
        }
        return RateCard.of(lines.toArray(RateLine[]::new));
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Match match = i == count - 1 && !oneIn(5) ? Match.any() : match();
            rules.add(new Rule(
                    "Rule " + i,
                    match,
                    terms(i),
                    oneIn(4) ? card() : RateCard.empty(),
                    oneIn(4) ? rounding() : null,
                    oneIn(4) ? Coding.account("20" + i) : Coding.open(),
                    oneIn(6) ? "Extra" : null));
        }
        return rules;
    }

    private Terms terms(int i) {
        return switch (random.nextInt(6)) {
            case 0 -> new NoCharge("free", oneIn(2));
            case 1 ->
                FixedFee.of(
                        Phase.on("One", money(100_000), LocalDate.of(2026, 2, 10 + i)),
                        new Phase(
                                "Two",
                                money(100_000),
                                match(),
                                List.of(
                                        new Phase.Progress(LocalDate.of(2026, 2, 1), new BigDecimal("33.3")),
                                        new Phase.Progress(LocalDate.of(2026, 3, 20), new BigDecimal("100")))));
            case 2, 3 -> retainer();
            default -> new Hourly(oneIn(4) ? money(50_000) : null);
        };
    }

    private Retainer retainer() {
        boolean hours = oneIn(2);
        Unused unused = switch (random.nextInt(4)) {
            case 0 -> Unused.lapses();
            case 1 -> Unused.isCredited(hours && oneIn(2) ? Rate.hourly(price(9_000), currency) : null);
            default -> Unused.carries(oneIn(2) ? null : limit(hours, 10), random.nextInt(3));
        };
        List<Overage.Tier> tiers = switch (random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(new Overage.Tier(null, Rate.hourly(price(20_000), currency)));
            default ->
                List.of(
                        new Overage.Tier(Hours.of("2.5"), Rate.hourly(price(20_000), currency)),
                        new Overage.Tier(Hours.of("4"), Rate.hourly(price(20_000), currency)),
                        new Overage.Tier(null, Rate.hourly(price(20_000), currency)));
        };
        Overage overage = new Overage(tiers, oneIn(3) ? limit(oneIn(2), 4) : null);
        return new Retainer(
                any(Retainer.When.values()),
                Retainer.of(Retainer.When.IN_ADVANCE, money(200_000), Limit.hours("1"))
                        .fees(),
                limit(hours, 12),
                unused,
                overage,
                !oneIn(4));
    }

    private Limits limits(List<Rule> rules, List<PurchaseOrder> orders) {
        List<Cap> caps = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            boolean hours = oneIn(2);
            Set<String> names = oneIn(3) ? Set.of(rules.get(0).name()) : Set.of();
            caps.add(new Cap(
                    "Cap " + i,
                    match(),
                    names,
                    limit(hours, 15),
                    any(Cap.Scope.values()),
                    any(Cap.AtCap.values()),
                    List.of(50, 100),
                    !hours && oneIn(2)));
        }
        for (PurchaseOrder order : orders) {
            if (oneIn(3)) {
                boolean hours = oneIn(3);
                caps.add(new Cap(
                        "purchase order " + order.number(),
                        order.match(),
                        Set.of(),
                        limit(hours, 15),
                        Cap.Scope.TOTAL,
                        any(Cap.AtCap.values()),
                        List.of(100),
                        !hours && oneIn(2),
                        order.number()));
            }
        }
        List<Adjustment> adjustments = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            adjustments.add(adjustment());
        }
        return new Limits(caps, adjustments, oneIn(4) ? money(30_000) : null);
    }

    private Adjustment adjustment() {
        String percent = any("100", "33.333", "10", "2.5", "0.01");
        return switch (random.nextInt(5)) {
            case 0 ->
                Adjustment.percent(Adjustment.Kind.WRITE_OFF, Adjustment.Level.ENTRY, match(), percent, "written off");
            case 1 ->
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.ENTRY, match(), percent, "off entries");
            case 2 ->
                Adjustment.percent(Adjustment.Kind.WRITE_DOWN, Adjustment.Level.LINE, match(), percent, "off lines");
            case 3 ->
                Adjustment.percent(Adjustment.Kind.DISCOUNT, Adjustment.Level.INVOICE, Match.any(), percent, "off all");
            default ->
                Adjustment.amount(
                        Adjustment.Kind.WRITE_DOWN,
                        Money.roundHalfUp(new BigDecimal("17.77"), currency),
                        "an amount off");
        };
    }

    private ExpenseTerms expenses() {
        ExpenseRule rule = new ExpenseRule(
                Match.kinds(any(CATEGORIES)),
                any(ExpenseRule.Fate.values()),
                any(BigDecimal.ZERO, new BigDecimal("12.5")),
                oneIn(3) ? new BigDecimal("0.655") : null,
                Coding.open(),
                "as agreed");
        return new ExpenseTerms(
                any(Approval.values()),
                oneIn(3),
                oneIn(2) ? List.of(rule) : List.of(),
                oneIn(2) ? Map.of(Currency.getInstance("EUR"), new BigDecimal("1.08357")) : Map.of(),
                oneIn(2));
    }

    private Layout layout() {
        List<Layout.Group> groups = new ArrayList<>();
        for (Layout.Group group : Layout.Group.values()) {
            if (oneIn(3)) {
                groups.add(group);
            }
        }
        return Layout.plain()
                .by(groups.toArray(Layout.Group[]::new))
                .orderedBy(any(Layout.Order.values()))
                .per(any(Layout.PerInvoice.values()));
    }

    private Books books() {
        return new Books(
                oneIn(2)
                        ? List.of()
                        : List.of(new CodingRule(
                                match(), Set.of(), new Coding("300", null, null, Map.of("Team", "{person}")))),
                List.of(new PurchaseOrder("4711", Match.projects("Alpha")), new PurchaseOrder("4712", match())));
    }

    private Match match() {
        return switch (random.nextInt(6)) {
            case 0 -> Match.projects(any(PROJECTS));
            case 1 -> Match.projects("Alpha", "Beta");
            case 2 -> Match.kinds(any(TASKS));
            case 3 -> Match.people(any(PEOPLE));
            case 4 -> Match.roles(any(ROLES));
            default -> Match.any();
        };
    }

    private Limit limit(boolean hours, int most) {
        return hours
                ? new Limit.InHours(Hours.of(BigDecimal.valueOf(random.nextInt(most * 100), 2)))
                : new Limit.InMoney(money(most * 8_000));
    }

    Money money(int mostCents) {
        return Money.roundHalfUp(BigDecimal.valueOf(1 + random.nextInt(mostCents), 2), currency);
    }

    BigDecimal price(int mostCents) {
        return oneIn(3)
                ? BigDecimal.valueOf(random.nextInt(mostCents * 100), 4)
                : BigDecimal.valueOf(random.nextInt(mostCents), 2);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
