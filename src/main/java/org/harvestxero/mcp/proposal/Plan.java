package org.harvestxero.mcp.proposal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.Sha256;
import org.harvestxero.mcp.tool.Changed;

/**
 * What a proposal would do as things stand.
 *
 * @param subject what it touches, such as {@code D12}
 * @param title in a few words
 * @param effect what would be done, line by line
 * @param basis names the state of what it touches
 */
record Plan(String subject, String title, List<String> effect, String basis) {
    Plan {
        effect = effect.stream().flatMap(Plan::lines).toList();
    }

    /** Lines that are told in a sentence, of what was shown and of what would be. */
    private static final int TOLD = 3;

    /** Longer texts are lines of their own; none is lost by the way they are kept. */
    private static Stream<String> lines(String text) {
        return text.isEmpty() ? Stream.of("") : text.lines();
    }

    /** Another one wherever the effect, or what it touches, is another. */
    String sign() {
        return Sha256.of(
                Stream.concat(Stream.of(subject, title, basis), effect.stream()).collect(Collectors.joining("\n")));
    }

    /**
     * To be asked with what is acted upon, so that nothing else is done than what a person confirmed.
     *
     * @param now made of what is read to be acted upon
     * @throws DecisionException which says what changed, where it is another one
     */
    void mustBe(Plan now) {
        if (!now.sign().equals(sign())) {
            throw new DecisionException("what it touches was changed at this very moment. " + now.insteadOf(effect));
        }
    }

    /** What it would do that differs from what was shown, in words. */
    String insteadOf(List<String> shown) {
        List<String> differs = Changed.lines(String.join("\n", shown), String.join("\n", effect));
        return differs.isEmpty()
                ? "It would read the same, but it is not what was looked at."
                : "Shown was: " + told(differs, "-") + ". It would be now: " + told(differs, "+") + ".";
    }

    /** @param sign of the lines that are told */
    private static String told(List<String> differs, String sign) {
        List<String> lines =
                differs.stream().filter(line -> line.startsWith(sign)).toList();
        String told = lines.stream()
                .limit(TOLD)
                .map(line -> "\"" + line.substring(sign.length()).strip() + "\"")
                .collect(Collectors.joining("; "));
        return lines.isEmpty() ? "nothing" : told + (lines.size() > TOLD ? "; …" : "");
    }
}
