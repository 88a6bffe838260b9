package org.harvestxero.mapping;

import java.util.Map;

/**
 * The kinds of trouble that keep a document from being copied, each with a sentence, a remedy and whether it may heal by itself.
 * Sentences and remedies are templates: {@code {subject}} and the names of facts in braces.
 */
public enum CauseCode {
    UNEXPECTED(
            Heals.BY_RETRY,
            "Something went wrong that this program did not foresee: {subject}",
            "Retry it; if it stays, send the log lines of this document to whoever looks after the program.");

    private final Heals heals;
    private final String sentence;
    private final String remedy;

    CauseCode(Heals heals, String sentence, String remedy) {
        this.heals = heals;
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** What makes the trouble go away. */
    public enum Heals {
        /** Trying again later may be enough: outages, limits, surprises. */
        BY_RETRY,
        /** Someone changes a setting in Xero or here; the change is noticed and the copies go on. */
        BY_SETTINGS,
        /** Someone changes the document in Harvest; the change is noticed. */
        BY_SOURCE_CHANGE,
        /** A person has to decide and say so. */
        BY_PERSON
    }

    public Heals heals() {
        return heals;
    }

    public String sentence(String subject, Map<String, String> facts) {
        return fill(sentence, subject, facts);
    }

    public String remedy(String subject, Map<String, String> facts) {
        return fill(remedy, subject, facts);
    }

    private static String fill(String template, String subject, Map<String, String> facts) {
        String filled = template.replace("{subject}", subject);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            filled = filled.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return filled;
    }
}
