package org.harvestxero.config.agreement;

import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule;

/** Reads who looks at drafts, and what happens to approved ones. */
final class ReviewReader {
    private ReviewReader() {}

    static ReviewPolicy review(Section section) {
        List<String> steps = section.words("steps");
        return new ReviewPolicy(
                section.list("when").stream().map(ReviewReader::rule).toList(),
                steps.isEmpty() ? ReviewPolicy.straightThrough().steps() : steps,
                section.choice(
                        "whileEarlierWaits", "wait", word -> ConstantNames.constant(ReviewPolicy.Behind.class, word)));
    }

    static DispatchTerms sending(Section section) {
        DispatchTerms usual = DispatchTerms.plain();
        return section.sensible(() -> new DispatchTerms(
                section.choice(
                        "status", "authorised", word -> ConstantNames.constant(DispatchTerms.Status.class, word)),
                section.choice("delivery", "none", word -> ConstantNames.constant(DispatchTerms.Delivery.class, word)),
                section.choice("mirror", "exact", ReviewReader::mirror),
                section.flag("timesheet", usual.timesheet()),
                section.flag("receipts", usual.receipts()),
                section.numberOrNull("currencyRate"),
                section.choice(
                        "credits", "left open", word -> ConstantNames.constant(DispatchTerms.Credits.class, word))));
    }

    /** {@code true} and {@code false} are what there was before there were two ways. */
    private static Optional<DispatchTerms.Mirror> mirror(String word) {
        return switch (word) {
            case "true" -> Optional.of(DispatchTerms.Mirror.EXACT);
            case "false" -> Optional.of(DispatchTerms.Mirror.OFF);
            default -> ConstantNames.constant(DispatchTerms.Mirror.class, word);
        };
    }

    private static ReviewRule rule(Section section) {
        if (!section.isObject()) {
            return ReviewRule.of(ConstantNames.constant(ReviewRule.When.class, section.asText())
                    .orElseThrow());
        }
        if (section.has("totalAbove")) {
            return new ReviewRule(ReviewRule.When.TOTAL_ABOVE, section.number("totalAbove"), 0);
        }
        return section.has("variesFromPrevious")
                ? new ReviewRule(ReviewRule.When.VARIANCE_TO_PREVIOUS, section.number("variesFromPrevious"), 0)
                : new ReviewRule(
                        ReviewRule.When.VARIANCE_TO_MEDIAN,
                        section.number("variesFromMedian"),
                        section.count("periods", 1));
    }
}
