package org.harvestxero.dunning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An open invoice for tests: 100.00 EUR, due 2026-10-31; state only what matters. */
public final class DebtBuilder {
    private final String number;
    private String client = "Acme";
    private LocalDate due = LocalDate.of(2026, 10, 31);
    private String open = "100.00";
    private String currency = "EUR";
    private final Set<String> done = new LinkedHashSet<>();
    private final List<Hold> holds = new ArrayList<>();

    private DebtBuilder(String number) {
        this.number = number;
    }

    public static DebtBuilder aDebt(String number) {
        return new DebtBuilder(number);
    }

    public DebtBuilder of(String name) {
        client = name;
        return this;
    }

    public DebtBuilder due(String day) {
        due = LocalDate.parse(day);
        return this;
    }

    public DebtBuilder open(String amount) {
        open = amount;
        return this;
    }

    public DebtBuilder in(String code) {
        currency = code;
        return this;
    }

    public DebtBuilder done(String... steps) {
        done.addAll(List.of(steps));
        return this;
    }

    public DebtBuilder promisedUntil(String day) {
        holds.add(new Hold(Hold.Why.PROMISED, "promised", LocalDate.parse(day)));
        return this;
    }

    public DebtBuilder held(Hold.Why why) {
        holds.add(new Hold(why, "held", null));
        return this;
    }

    public Debt debt() {
        return new Debt(
                "id-" + number,
                number,
                new Debt.Debtor(null, "contact-of-" + client, client),
                new Debt.Dates(due.minusDays(30), due),
                new Debt.Amounts(currency, new BigDecimal("100.00"), new BigDecimal(open)));
    }

    public DebtCase build() {
        return new DebtCase(debt(), done, holds);
    }
}
