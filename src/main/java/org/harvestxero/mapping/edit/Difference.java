package org.harvestxero.mapping.edit;

import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/**
 * A field that isn't the same on both sides.
 *
 * @param field in plain words, such as {@code account of line 2}
 * @param xero what Xero has
 * @param harvest what it would have to be
 * @param why what keeps it from being written
 */
public record Difference(String field, String xero, String harvest, String why) {
    @Override
    public String toString() {
        return field + " is " + shown(xero) + " in Xero and " + shown(harvest) + " by Harvest (" + why + ")";
    }

    /** All of them as the problem of one invoice. */
    public static Problem problem(String number, List<Difference> differences) {
        return Problem.of(FailureCode.DRIFT, number)
                .with(
                        "differences",
                        differences.stream().map(Difference::toString).collect(Collectors.joining("; ")));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "empty" : "\"" + Texts.cutMarked(value.replace('\n', ' '), 80) + "\"";
    }
}
