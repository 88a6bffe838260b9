package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.FeeStep;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.Overage;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Terms;
import org.harvestxero.billing.terms.Unused;
import org.jspecify.annotations.Nullable;

/** Reads the services of an agreement. */
final class PricingRuleReader {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Rule ALL_BY_THE_HOUR = Rule.of("Time", Match.any(), Hourly.plain());

    private final PricingReader pricing;

    PricingRuleReader(PricingReader pricing) {
        this.pricing = pricing;
    }

    List<Rule> read(Section agreement) {
        List<Rule> rules = agreement.list("rules").stream().map(this::rule).toList();
        return rules.isEmpty() ? List.of(ALL_BY_THE_HOUR) : rules;
    }

    static Limit limit(Section section) {
        return section.has("hours")
                ? new Limit.InHours(section.hours("hours"))
                : new Limit.InMoney(section.money("money"));
    }

    private Rule rule(Section section) {
        return new Rule(
                section.text("name"),
                MatchReader.match(section.in("for")),
                terms(section),
                pricing.rates(section),
                section.has("rounding") ? PricingReader.rounding(section.in("rounding")) : null,
                MatchReader.coding(section),
                section.textOrNull("invoice"));
    }

    private static Terms terms(Section section) {
        if (section.has("retainer")) {
            return retainer(section.in("retainer"));
        }
        if (section.has("fixed")) {
            return fixed(section.in("fixed"));
        }
        if (section.has("free")) {
            Section free = section.in("free");
            return new NoCharge(free.text("reason"), free.flag("shown", false));
        }
        return new Hourly(section.in("hourly").moneyOrNull("minimum"));
    }

    private static Retainer retainer(Section section) {
        return section.sensible(() -> new Retainer(
                section.choice("billed", "in arrears", word -> ConstantNames.constant(Retainer.When.class, word)),
                fees(section),
                limit(section.in("included")),
                unused(section),
                overage(section.in("overage")),
                section.text("finalPeriod", "with fee").equals("with fee")));
    }

    private static List<FeeStep> fees(Section section) {
        if (!section.isList("fee")) {
            return List.of(new FeeStep(null, section.money("fee")));
        }
        return section.list("fee").stream()
                .map(step -> new FeeStep(step.dateOrNull("from"), step.money("amount")))
                .toList();
    }

    private static Unused unused(Section section) {
        Unused.Fate fate = switch (section.text("unused", "lapses")) {
            case "carried over" -> Unused.Fate.CARRY;
            case "credited" -> Unused.Fate.CREDIT;
            default -> Unused.Fate.LAPSE;
        };
        return new Unused(
                fate,
                section.has("carryLimit") ? limit(section.in("carryLimit")) : null,
                section.count("carryPeriods", 0),
                section.has("creditRate") ? section.rate("creditRate") : null);
    }

    private static Overage overage(Section section) {
        List<Overage.Tier> tiers = new ArrayList<>();
        if (section.has("rate")) {
            tiers.add(new Overage.Tier(null, section.rate("rate")));
        }
        for (Section tier : section.list("tiers")) {
            tiers.add(new Overage.Tier(tier.has("upTo") ? tier.hours("upTo") : null, tier.rate("rate")));
        }
        @Nullable Limit free = section.has("withoutApproval") ? limit(section.in("withoutApproval")) : null;
        return section.sensible("tiers", () -> new Overage(tiers, free));
    }

    private static FixedFee fixed(Section section) {
        List<Money> shares = shares(section);
        List<Phase> phases = new ArrayList<>();
        List<Section> parts = section.list("phases");
        for (int i = 0; i < parts.size(); i++) {
            Section part = parts.get(i);
            Money amount = part.has("amount") ? part.money("amount") : shares.get(i);
            phases.add(new Phase(part.text("name"), amount, MatchReader.match(part.in("for")), progress(part)));
        }
        return section.sensible("phases", () -> new FixedFee(phases));
    }

    /** What each phase's share of the fee comes to: running totals are rounded, so that whole shares add up. */
    private static List<Money> shares(Section section) {
        Money given = Money.zero(section.currency());
        BigDecimal running = BigDecimal.ZERO;
        List<Money> shares = new ArrayList<>();
        for (Section part : section.list("phases")) {
            if (part.has("share") && !section.has("fee")) {
                throw part.fault("share", "a share needs the fee it is a share of");
            }
            running = running.add(part.number("share", BigDecimal.ZERO));
            if (running.compareTo(HUNDRED) > 0) {
                throw part.fault("share", "the shares make more than 100 percent");
            }
            Money upTo = section.has("fee") ? section.money("fee").percentRoundedHalfUp(running) : given;
            shares.add(upTo.minus(given));
            given = upTo;
        }
        return shares;
    }

    private static List<Phase.Progress> progress(Section part) {
        for (String key : List.of("on", "completed")) {
            if (part.has(key)) {
                return List.of(new Phase.Progress(part.date(key), HUNDRED));
            }
        }
        return part.list("done").stream()
                .map(step -> new Phase.Progress(step.date("since"), step.number("percent")))
                .toList();
    }
}
