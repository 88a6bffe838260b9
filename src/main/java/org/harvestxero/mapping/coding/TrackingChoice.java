package org.harvestxero.mapping.coding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory.Option;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Which tracking options a line carries: what rules say per category, and the client's name in the configured category. */
public final class TrackingChoice {
    private final MappingContext context;

    public TrackingChoice(MappingContext context) {
        this.context = context;
    }

    List<Choice<Tracking>> of(RuleFacts facts) {
        return of(facts, Map.of());
    }

    /** @param agreed options by category that an agreement names; they come first, and are made where Xero lacks them */
    public List<Choice<Tracking>> of(RuleFacts facts, Map<String, String> agreed) {
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(agreed);
        Set<String> categories = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        categories.addAll(named.keySet());
        categories.addAll(context.rules().trackingCategories(facts));
        String byClient = context.options().trackingCategory();
        if (byClient != null && !byClient.isBlank()) {
            categories.add(byClient);
        }
        List<Choice<Tracking>> choices = new ArrayList<>();
        for (String category : categories) {
            choices.add(option(category, facts, named.get(category)));
        }
        return choices;
    }

    private Choice<Tracking> option(String name, RuleFacts facts, @Nullable String agreed) {
        Optional<TrackingCategory> category = context.xero().trackingCategory(name);
        if (category.isEmpty() || !category.get().active()) {
            return Choice.refused(Problem.of(FailureCode.TRACKING_CATEGORY_MISSING, name));
        }
        Optional<Ruling> rule = agreed == null
                ? context.rules().decide(facts, use -> optionOf(use.tracking(), name))
                : Optional.empty();
        String wanted = agreed != null
                ? Tracking.option(agreed)
                : rule.map(Ruling::value)
                        .orElseGet(() -> Tracking.option(facts.client().name()));
        Optional<Option> option = category.get().option(wanted);
        if (option.isPresent() && !option.get().active()) {
            return Choice.refused(about(FailureCode.TRACKING_OPTION_ARCHIVED, wanted, name));
        }
        if (option.isEmpty() && rule.isPresent()) {
            return Choice.refused(about(FailureCode.TRACKING_OPTION_UNKNOWN, wanted, name));
        }
        Tracking tracking =
                new Tracking(category.get().name(), option.map(Option::name).orElse(wanted));
        return Choice.of(
                tracking,
                agreed != null
                        ? Ruling.AGREEMENT
                        : rule.map(Ruling::by).orElse("copy.tracking-category, filled with the client's name"));
    }

    private static Problem about(FailureCode code, String option, String category) {
        return Problem.of(code, option).with("category", category);
    }

    /** What a rule names in a category, in whatever capitals; null where it names nothing. */
    public static @Nullable String optionOf(Map<String, String> tracking, String category) {
        return tracking.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(category))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
