package org.harvestxero.agreements;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;

/** Reads terms from a tree that fits the schema. */
final class AgreementReader {
    private final ZoneId usualZone;
    private final Function<String, Holidays> holidays;

    /** @param holidays the public holidays of a place */
    AgreementReader(ZoneId usualZone, Function<String, Holidays> holidays) {
        this.usualZone = usualZone;
        this.holidays = holidays;
    }

    /**
     * @param clientCurrency the client's in Harvest; what amounts mean where the agreement states no currency
     * @throws Fault where a value makes no sense
     */
    Agreement read(JsonNode tree, String version, Currency clientCurrency) {
        Section stated = Section.root(tree, clientCurrency);
        @Nullable
        Currency agreed = stated.has("currency")
                ? stated.sensible("currency", () -> Currency.getInstance(stated.text("currency")))
                : null;
        Section agreement = Section.root(tree, agreed == null ? clientCurrency : agreed);
        PricingReader pricing = new PricingReader(agreement);
        List<Rule> rules = new RuleReader(pricing).read(agreement);
        return agreement.sensible(() -> new Agreement(
                agreement.text("client"),
                version,
                agreed,
                new CalendarReader(usualZone, holidays).read(agreement, hasFeeInAdvance(rules)),
                pricing.read(agreement),
                rules,
                LimitsReader.limits(agreement),
                ExpenseReader.read(agreement.in("expenses")),
                LayoutReader.read(agreement.in("layout")),
                LimitsReader.books(agreement),
                ReviewReader.review(agreement.in("review")),
                ReviewReader.sending(agreement.in("sending"))));
    }

    private static boolean hasFeeInAdvance(List<Rule> rules) {
        return rules.stream()
                .anyMatch(rule ->
                        rule.terms() instanceof Retainer retainer && retainer.when() == Retainer.When.IN_ADVANCE);
    }
}
