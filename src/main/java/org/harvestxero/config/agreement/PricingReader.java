package org.harvestxero.config.agreement;

import java.util.List;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Included;
import org.harvestxero.billing.terms.Pricing;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rounding;

/** Reads how work is counted and priced. */
final class PricingReader {
    private static final Hours USUAL_DAY = Hours.of("8");

    private final List<RateCard.By> precedence;

    PricingReader(Section agreement) {
        List<RateCard.By> stated = agreement.words("ratePrecedence").stream()
                .flatMap(word -> ConstantNames.constant(RateCard.By.class, word).stream())
                .toList();
        this.precedence = stated.isEmpty() ? List.of(RateCard.By.values()) : stated;
    }

    Pricing read(Section agreement) {
        return new Pricing(
                included(agreement.in("include")),
                agreement.text("hours", "harvest").equals("minutes") ? HoursBasis.MINUTES : HoursBasis.HARVEST,
                rounding(agreement.in("rounding")),
                rates(agreement));
    }

    /** The price list below {@code rates}. */
    RateCard rates(Section section) {
        List<RateLine> lines =
                section.list("rates").stream().map(PricingReader::line).toList();
        return section.sensible("rates", () -> RateCard.of(lines, precedence));
    }

    static Approval approval(Section section) {
        return switch (section.text("approval", "approved")) {
            case "all" -> Approval.UNSUBMITTED;
            case "submitted" -> Approval.SUBMITTED;
            default -> Approval.APPROVED;
        };
    }

    static Rounding rounding(Section section) {
        return section.sensible(() -> new Rounding(
                section.choice("how", "none", word -> ConstantNames.constant(Rounding.Direction.class, word)),
                section.count("to", 1),
                section.choice("per", "entry", word -> ConstantNames.constant(Rounding.Per.class, word)),
                section.choice("of", "rounded", word -> ConstantNames.constant(Rounding.Of.class, word)),
                section.count("minimum", 0)));
    }

    private static Included included(Section section) {
        return new Included(
                approval(section),
                section.flag("runningTimers", false),
                section.flag("nonBillable", false),
                section.text("withoutNotes", "bill").equals("bill"),
                section.choice("late", "next invoice", word -> ConstantNames.constant(Included.Late.class, word)));
    }

    private static RateLine line(Section section) {
        return new RateLine(
                MatchReader.matchOfRate(section),
                section.dateOrNull("from"),
                section.dateOrNull("to"),
                section.has("day") ? daily(section) : section.rate("hour"),
                section.choice("count", "exact", word -> ConstantNames.constant(RateLine.DayCount.class, word)));
    }

    private static Rate daily(Section section) {
        Hours day = section.has("hoursOfDay") ? section.hours("hoursOfDay") : USUAL_DAY;
        return section.sensible("day", () -> Rate.daily(section.number("day"), section.currency(), day));
    }
}
