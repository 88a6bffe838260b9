package org.harvestxero.config.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Books;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.Limits;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.jspecify.annotations.Nullable;

/** Reads caps, purchase orders and reductions. */
final class LimitsReader {
    private LimitsReader() {}

    static Limits limits(Section agreement) {
        List<Cap> caps = new ArrayList<>();
        agreement.list("caps").forEach(section -> caps.add(cap(section)));
        agreement.list("purchaseOrders").stream()
                .filter(section -> section.has("hours") || section.has("money"))
                .forEach(section -> caps.add(orderCap(section)));
        return new Limits(
                caps,
                agreement.list("reductions").stream()
                        .map(LimitsReader::reduction)
                        .toList(),
                agreement.moneyOrNull("minimumInvoice"));
    }

    static Books books(Section agreement) {
        return new Books(
                agreement.list("coding").stream().map(MatchReader::codingRule).toList(),
                agreement.list("purchaseOrders").stream()
                        .map(section -> new PurchaseOrder(section.text("number"), MatchReader.match(section.in("for"))))
                        .toList());
    }

    private static Cap cap(Section section) {
        Cap.Scope scope = section.text("per", "agreement").equals("period") ? Cap.Scope.PERIOD : Cap.Scope.TOTAL;
        return cap(section, section.text("name"), section.texts("rules"), scope, section.flag("expenses", false), null);
    }

    private static Cap orderCap(Section section) {
        String expenses = section.text("expenses", "inside");
        boolean counted = section.has("money") && !expenses.equals("outside") && !expenses.equals("false");
        String number = section.text("number");
        return cap(section, "purchase order " + number, Set.of(), Cap.Scope.TOTAL, counted, number);
    }

    private static Cap cap(
            Section section,
            String name,
            Set<String> rules,
            Cap.Scope scope,
            boolean expenses,
            @Nullable String order) {
        Match match = MatchReader.match(section.in("for"));
        return section.sensible(() -> new Cap(
                name,
                match,
                rules,
                PricingRuleReader.limit(section),
                scope,
                section.choice("atCap", "hold", word -> ConstantNames.constant(Cap.AtCap.class, word)),
                section.words("warnAt").stream().map(Integer::valueOf).toList(),
                expenses,
                order));
    }

    private static Adjustment reduction(Section section) {
        return section.sensible(() -> new Adjustment(
                section.choice("kind", "discount", word -> ConstantNames.constant(Adjustment.Kind.class, word)),
                section.choice("off", "entry", word -> ConstantNames.constant(Adjustment.Level.class, word)),
                MatchReader.match(section.in("for")),
                section.texts("rules"),
                section.numberOrNull("percent"),
                section.moneyOrNull("amount"),
                section.text("reason"),
                new Adjustment.Span(section.dateOrNull("from"), section.dateOrNull("to"))));
    }
}
