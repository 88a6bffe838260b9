package org.harvestxero.notices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.operations.FailedCopy;
import org.jspecify.annotations.Nullable;

/** The words of a digest: grouped by cause, each with what to do, so that one fix is seen to free many documents. */
final class DigestText {
    private static final int MOST_NAMED = 20;

    private DigestText() {}

    static String subject(String connection, List<FailedCopy> news) {
        long causes = news.stream().map(FailedCopy::causeId).distinct().count();
        return "harvest-xero (" + connection + "): " + documents(news.size()) + " could not be copied to Xero, "
                + (causes == 1 ? "one cause" : causes + " causes");
    }

    /** @param organisation Xero's name of it; null when it isn't known */
    static String body(String connection, @Nullable String organisation, List<FailedCopy> news) {
        Map<Long, List<FailedCopy>> byCause = new LinkedHashMap<>();
        news.forEach(copy -> byCause.computeIfAbsent(copy.causeId(), cause -> new ArrayList<>())
                .add(copy));
        StringBuilder text = new StringBuilder()
                .append(documents(news.size()))
                .append(" from Harvest could not be copied to ")
                .append(organisation == null ? "Xero" : organisation + " in Xero")
                .append(" and ")
                .append(news.size() == 1 ? "waits" : "wait")
                .append(" for someone.\n");
        int number = 1;
        for (List<FailedCopy> copies : byCause.values()) {
            FailedCopy first = copies.get(0);
            text.append('\n')
                    .append(number++)
                    .append(". ")
                    .append(first.message())
                    .append("\n   What to do: ")
                    .append(first.remedy())
                    .append("\n   Blocked: ")
                    .append(named(copies))
                    .append("\n   Then: harvest-xero failed retry --cause ")
                    .append(first.causeId())
                    .append('\n');
        }
        return text.append("\nAll of them: harvest-xero failed list\n")
                .append("Give one up: harvest-xero failed discard ID --reason \"…\"\n\n")
                .append(
                        "Most go on by themselves once what blocks them is put right. This mail is sent once about these\n")
                .append("documents; what fails later comes in another one. Connection: ")
                .append(connection)
                .append('\n')
                .toString();
    }

    private static String named(List<FailedCopy> copies) {
        String named = copies.stream()
                .limit(MOST_NAMED)
                .map(copy -> copy.kind().text() + " "
                        + Objects.requireNonNullElse(copy.number(), "with Harvest id " + copy.sourceId()))
                .collect(Collectors.joining(", "));
        return copies.size() <= MOST_NAMED ? named : named + " and " + (copies.size() - MOST_NAMED) + " more";
    }

    private static String documents(int count) {
        return count == 1 ? "1 document" : count + " documents";
    }
}
