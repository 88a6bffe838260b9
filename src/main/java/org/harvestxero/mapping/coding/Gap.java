package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A thing of a document that could not be decided, and that a rule of {@code mappings.yaml} can decide.
 *
 * @param facts what a rule may ask of the document, value by the key below {@code when}, the narrowest first
 * @param decision what was decided and does not do; empty where nothing was
 */
public record Gap(
        @Nullable Problem problem, Place place, Map<String, String> facts, Optional<Decision> decision, Fit fit) {
    public Gap {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /**
     * Where the file would say it.
     *
     * @param list JSON pointer of the rules: {@code /rules}, or {@code /expenses/rules}
     * @param category of a tracking option; null of anything else
     */
    public record Place(String list, RuleKey key, @Nullable String category) {
        public static final String RULES = "/rules";
        public static final String EXPENSES = "/expenses/rules";

        /** JSON pointer of what a rule says about it. @param number of the rule, from 1 @param tracking options of the rule by category */
        public String of(int number, Map<String, String> tracking) {
            String said = list + "/" + (number - 1) + "/use/" + key.key();
            return category == null ? said : said + "/" + escaped(asWritten(tracking, category));
        }

        /** The file may have it in other capitals. */
        private static String asWritten(Map<String, String> tracking, String category) {
            return tracking.keySet().stream()
                    .filter(category::equalsIgnoreCase)
                    .findFirst()
                    .orElse(category);
        }

        private static String escaped(String part) {
            return part.replace("~", "~0").replace("/", "~1");
        }

        public boolean isOfExpenses() {
            return list.equals(EXPENSES);
        }
    }

    /**
     * @param by who decided, in words: a rule, a setting, the agreement
     * @param pointer where the file says so; empty where something else decided
     */
    public record Decision(String value, String by, String pointer) {
        /** Whether the agreement decided, which no rule comes before. */
        public boolean isAgreed() {
            return by.equals(MappingRules.Ruling.AGREEMENT);
        }

        public boolean isInTheFile() {
            return !pointer.isEmpty();
        }
    }

    /**
     * What the value has to go with.
     *
     * @param account that a tax type is used with
     * @param percent that Harvest charges; empty where nothing is charged yet
     */
    public record Fit(Optional<Account> account, Optional<BigDecimal> percent, String currency) {}

    /** Whether another stands for the same thing of like documents. */
    public boolean isLike(Gap other) {
        return place.equals(other.place) && facts.equals(other.facts);
    }
}
