package org.harvestxero.mcp.proposal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.config.Sha256;

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

    /** Longer texts are lines of their own; none is lost by the way they are kept. */
    private static Stream<String> lines(String text) {
        return text.isEmpty() ? Stream.of("") : text.lines();
    }

    /** Another one wherever the effect, or what it touches, is another. */
    String sign() {
        return Sha256.of(
                Stream.concat(Stream.of(subject, title, basis), effect.stream()).collect(Collectors.joining("\n")));
    }
}
