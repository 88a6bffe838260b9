package org.harvestxero.mapping.failure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a document can't be copied now.
 *
 * @param code the kind of trouble
 * @param subject what it is about, and so what other documents may share: an account code, a currency, a client name
 * @param facts values for the sentence and the remedy, by name
 */
public record Problem(FailureCode code, String subject, Map<String, String> facts) {
    public Problem {
        facts = Map.copyOf(facts);
    }

    public static Problem of(FailureCode code, String subject) {
        return new Problem(code, subject, Map.of());
    }

    /** The same problem with one more fact for its sentence and remedy. */
    public Problem with(String fact, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new Problem(code, subject, more);
    }

    /** What is wrong, in words a bookkeeper understands. */
    public String sentence() {
        return code.sentence(subject, facts);
    }

    /** What to do about it. */
    public String remedy() {
        return code.remedy(subject, facts);
    }
}
