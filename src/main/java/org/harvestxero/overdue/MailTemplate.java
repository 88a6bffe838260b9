package org.harvestxero.overdue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.yaml.NearestName;

/**
 * The words of a mail: a line {@code Subject: …}, an empty line, then the text. What stands in braces is filled in; what is filled in is
 * never looked through again, so that a client called {@code {total}} stays that.
 */
record MailTemplate(String subject, String body) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final String SUBJECT = "Subject:";

    /** What can be filled in. */
    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "client", "clients", "organisation", "count", "statement", "total", "overdue", "days", "date", "oldest"));

    /** @throws SettingsException when it can't be used; all that is wrong */
    static MailTemplate parse(String name, String text) {
        List<String> wrong = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (!first.startsWith(SUBJECT) || first.substring(SUBJECT.length()).isBlank()) {
            wrong.add("line 1: it begins with \"Subject: \" and the words of the subject");
        }
        if (lines.size() > 1 && !lines.get(1).isBlank()) {
            wrong.add("line 2: an empty line parts the subject from the text");
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = PLACEHOLDER.matcher(lines.get(i));
            while (matcher.find()) {
                if (!NAMES.contains(matcher.group(1))) {
                    wrong.add(
                            "line " + (i + 1) + ": {" + matcher.group(1) + "} is not known; " + near(matcher.group(1)));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new SettingsException("overdue/" + name + ".txt, " + String.join("; ", wrong) + ".");
        }
        String body = String.join("\n", lines.subList(Math.min(2, lines.size()), lines.size()));
        return new MailTemplate(first.substring(SUBJECT.length()).strip(), body.strip() + "\n");
    }

    private static String near(String written) {
        return NearestName.of(written, NAMES)
                .map(name -> "did you mean {" + name + "}?")
                .orElse("known are {" + String.join("}, {", NAMES) + "}");
    }

    /** @param values one for each name */
    MailTemplate filled(Map<String, String> values) {
        return new MailTemplate(PlainWords.line(filled(subject, values)), filled(body, values));
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
