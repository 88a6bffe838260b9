package org.harvestxero.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.console.session.Typed;
import org.jspecify.annotations.Nullable;

/**
 * Puts what somebody typed before back into the form of a page it was typed into, whichever page that is. Pages are made by our own
 * templates, which close every tag and quote every value. Hidden fields and passwords stay as the page has them.
 */
final class RefilledForm {
    private static final Pattern TAG = Pattern.compile(
            "<(/?)(form|input|textarea|select|option|details)\\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([a-zA-Z:-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?");

    private final String html;
    private final Typed typed;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Tag> around = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private boolean within;
    private List<String> chosen = List.of();
    private boolean choosing;

    private RefilledForm(String html, Typed typed) {
        this.html = html;
        this.typed = typed;
    }

    /** The page with what was typed. */
    static String of(String html, Typed typed) {
        return typed.isEmpty() ? html : new RefilledForm(html, typed).filled();
    }

    private record Edit(int from, int to, String text) {}

    private record Tag(int from, int to, String name, Map<String, String> attributes) {
        static Tag of(Matcher found) {
            Map<String, String> attributes = new HashMap<>();
            Matcher each = ATTRIBUTE.matcher(found.group(3));
            while (each.find()) {
                String value = each.group(2) != null ? each.group(2) : each.group(3);
                attributes.put(each.group(1), value == null ? "" : unescaped(value));
            }
            return new Tag(found.start(), found.end(), found.group(2).toLowerCase(Locale.ROOT), attributes);
        }

        String value(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }
    }

    private String filled() {
        Matcher found = TAG.matcher(html);
        while (found.find()) {
            Tag tag = Tag.of(found);
            if (found.group(1).isEmpty()) {
                begins(tag);
            } else {
                ends(tag);
            }
        }
        StringBuilder filled = new StringBuilder();
        int done = 0;
        for (Edit edit : edits.stream().sorted(Comparator.comparing(Edit::from)).toList()) {
            filled.append(html, done, edit.from()).append(edit.text());
            done = edit.to();
        }
        return filled.append(html.substring(done)).toString();
    }

    private void begins(Tag tag) {
        switch (tag.name()) {
            case "form" -> within = tag.value("method").equals("post") && isMeant(tag);
            case "details" -> around.add(tag);
            case "input" -> input(tag);
            case "textarea" -> {
                String value = next(tag);
                int end = html.indexOf("</textarea>", tag.to());
                if (value != null && end >= 0) {
                    edits.add(new Edit(tag.to(), end, escaped(value)));
                }
            }
            case "select" -> {
                String value = next(tag);
                choosing = value != null;
                chosen = value == null ? List.of() : List.of(value);
            }
            default -> option(tag);
        }
    }

    private void ends(Tag tag) {
        switch (tag.name()) {
            case "form" -> within = false;
            case "select" -> choosing = false;
            case "details" -> {
                if (!around.isEmpty()) {
                    around.remove(around.size() - 1);
                }
            }
            default -> {
                return;
            }
        }
    }

    /** Of several forms that lead to the same place, the one about the same thing. */
    private boolean isMeant(Tag form) {
        if (!typed.action().isEmpty() && !form.value("action").equals(Console.PATH + typed.action())) {
            return false;
        }
        int end = html.indexOf("</form>", form.to());
        Matcher found = TAG.matcher(html).region(form.to(), end < 0 ? html.length() : end);
        while (found.find()) {
            Tag tag = Tag.of(found);
            String name = tag.value("name");
            if (tag.value("type").equals("hidden")
                    && !name.startsWith("_")
                    && !typed.values().getOrDefault(name, List.of()).contains(tag.value("value"))) {
                return false;
            }
        }
        return true;
    }

    private void input(Tag tag) {
        String type = tag.value("type");
        if (!within || type.equals("hidden") || type.equals("password")) {
            return;
        }
        if (type.equals("checkbox") || type.equals("radio")) {
            List<String> values = typed.values().getOrDefault(tag.value("name"), List.of());
            boolean ticked = values.contains(tag.attributes().getOrDefault("value", "on"));
            with(tag, attributes -> without(attributes, "checked") + (ticked ? " checked" : ""));
            if (ticked) {
                opened();
            }
            return;
        }
        String value = next(tag);
        if (value != null) {
            with(tag, attributes -> without(attributes, "value") + " value=\"" + escaped(value) + "\"");
        }
    }

    private void option(Tag tag) {
        if (choosing) {
            boolean mine = chosen.contains(tag.value("value"));
            with(tag, attributes -> without(attributes, "selected") + (mine ? " selected" : ""));
        }
    }

    /** What was typed into the field, where the name stands several times into the first, then the next of them; null for nothing. */
    private @Nullable String next(Tag tag) {
        String name = tag.value("name");
        List<String> values = within ? typed.values().getOrDefault(name, List.of()) : List.of();
        int at = used.merge(name, within ? 1 : 0, Integer::sum) - 1;
        if (at < 0 || at >= values.size()) {
            return null;
        }
        if (!values.get(at).isEmpty()) {
            opened();
        }
        return values.get(at);
    }

    /** What holds the field is opened, so that it is seen. */
    private void opened() {
        around.forEach(details -> with(details, attributes -> without(attributes, "open") + " open"));
        around.clear();
    }

    private void with(Tag tag, UnaryOperator<String> change) {
        int from = tag.from() + 1 + tag.name().length();
        edits.add(new Edit(from, tag.to() - 1, change.apply(html.substring(from, tag.to() - 1))));
    }

    private static String without(String attributes, String name) {
        return attributes.replaceAll("\\s+" + name + "(=(\"[^\"]*\"|'[^']*'))?(?=\\s|$)", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static String unescaped(String text) {
        return text.replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }
}
