package org.harvestxero.api;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What failed copies of one cause have in common: their number, and the sentence and the remedy where all say the same. */
public final class CauseWords {
    private final Set<String> sentences = new LinkedHashSet<>();
    private final Set<String> remedies = new LinkedHashSet<>();
    private String code = "";
    private int count;

    public void add(FailedCopy copy) {
        code = copy.cause();
        count++;
        if (sentences.size() < 2) {
            sentences.add(copy.message());
        }
        if (remedies.size() < 2) {
            remedies.add(copy.remedy());
        }
    }

    /** Of the cause, as lists and filters name it. */
    public String code() {
        return code;
    }

    public int count() {
        return count;
    }

    /** What is wrong; empty where it differs. */
    public Optional<String> sentence() {
        return only(sentences);
    }

    /** What to do; empty where it differs. */
    public Optional<String> remedy() {
        return only(remedies);
    }

    private static Optional<String> only(Set<String> words) {
        return words.size() == 1 ? Optional.of(words.iterator().next()) : Optional.empty();
    }
}
