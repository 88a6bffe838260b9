package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        @Nullable Currency agreed = stated.has("currency") ? stated.currency("currency") : null;
        Section agreement = Section.root(tree, agreed == null ? clientCurrency : agreed);
        PricingReader pricing = new PricingReader(agreement);
        List<Rule> rules = new PricingRuleReader(pricing).read(agreement);
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

    /**
     * What fits the schema and makes no sense all the same: one thing of each part, or else what is wrong with the parts together.
     *
     * @param broken keys of the file that don't fit the schema, whose parts can't be read
     */
    List<Fault> faults(JsonNode tree, Currency clientCurrency, Set<String> broken) {
        Section agreement = Section.root(tree, clientCurrency);
        Map<String, Fault> faults = new LinkedHashMap<>();
        Set<String> prices = Set.of("include", "hours", "rounding", "rates", "ratePrecedence");
        Parts parts = new Parts(broken, faults);
        parts.read(
                Set.of("", "calendar", "start", "end"),
                () -> new CalendarReader(usualZone, holidays).read(agreement, false));
        parts.read(prices, () -> new PricingReader(agreement).read(agreement));
        parts.read(
                Stream.concat(prices.stream(), Stream.of("rules")).collect(Collectors.toSet()),
                () -> new PricingRuleReader(new PricingReader(agreement)).read(agreement));
        parts.read(
                Set.of("caps", "purchaseOrders", "reductions", "minimumInvoice"), () -> LimitsReader.limits(agreement));
        parts.read(Set.of("expenses"), () -> ExpenseReader.read(agreement.in("expenses")));
        parts.read(Set.of("layout"), () -> LayoutReader.read(agreement.in("layout")));
        parts.read(Set.of("coding"), () -> LimitsReader.books(agreement));
        parts.read(Set.of("review"), () -> ReviewReader.review(agreement.in("review")));
        parts.read(Set.of("sending"), () -> ReviewReader.sending(agreement.in("sending")));
        parts.read(
                Set.of("overdue"), () -> new OverdueReader(() -> usualZone, holidays).terms(agreement.in("overdue")));
        if (broken.isEmpty() && faults.isEmpty()) {
            parts.read(Set.of(), () -> read(tree, "", clientCurrency));
        }
        return List.copyOf(faults.values());
    }

    /** A part of the file; only whether it can be read matters. */
    private interface Part {
        Object read();
    }

    /** Reads part after part, whatever is wrong with the one before. */
    private record Parts(Set<String> broken, Map<String, Fault> faults) {
        void read(Set<String> keys, Part part) {
            if (keys.stream().anyMatch(broken::contains)) {
                return;
            }
            try {
                part.read();
            } catch (Fault e) {
                faults.putIfAbsent(e.pointer() + " " + e.reason(), e);
            }
        }
    }

    private static boolean hasFeeInAdvance(List<Rule> rules) {
        return rules.stream()
                .anyMatch(rule ->
                        rule.terms() instanceof Retainer retainer && retainer.when() == Retainer.When.IN_ADVANCE);
    }
}
