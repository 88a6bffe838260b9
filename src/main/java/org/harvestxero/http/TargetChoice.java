package org.harvestxero.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which of the accounts or organisations that a consent opens is meant.
 *
 * @param configured the id that the settings name; null to take the only one, or let the person choose
 * @param none what is said when it opens none
 * @param other what is said when it doesn't open the configured one, by its id
 */
public record TargetChoice(Api api, @Nullable String configured, String none, UnaryOperator<String> other) {

    /** @throws ConsentException when none of them is meant */
    public ConsentDialogue.Target among(List<ConsentDialogue.Target> opened, ConsentDialogue dialogue)
            throws InterruptedException {
        if (opened.isEmpty()) {
            throw new ConsentException(api, none);
        }
        String wanted = configured;
        if (wanted != null) {
            return opened.stream()
                    .filter(each -> each.id().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new ConsentException(api, other.apply(wanted)));
        }
        return opened.size() == 1 ? opened.get(0) : opened.get(dialogue.choose(opened));
    }
}
