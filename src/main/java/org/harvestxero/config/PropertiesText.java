package org.harvestxero.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a properties file, in which single values are replaced. All else stays as it is, letter by letter: comments, blank lines,
 * the order, how lines end, how other values are written.
 */
final class PropertiesText {
    private static final String LINE_ENDS = "\r\n";
    private static final String BLANKS = " \t\f";
    private static final String BLANKED = "******";
    private static final Pattern COMMENT = Pattern.compile("(\\s*[#!]+\\s*([^\\s=:]+)\\s*[=:])(.*)");

    private final String text;

    PropertiesText(String text) {
        this.text = text;
    }

    /**
     * One key with its value, which may go over several lines.
     *
     * @param key without its escapes
     * @param from where the value begins
     * @param to where it ends, before the line does
     * @param separated whether anything parts key and value
     */
    private record Entry(String key, int from, int to, boolean separated) {}

    /** A line on its own, without what ends it. */
    private record Line(int from, int to, int next) {}

    /**
     * The text with these values.
     *
     * @param values by key; an empty one takes the setting back
     * @throws SettingsException when a value goes over several lines
     */
    String with(Map<String, String> values) {
        String changed = text;
        for (Map.Entry<String, String> each : new TreeMap<>(values).entrySet()) {
            if (each.getValue().chars().anyMatch(letter -> letter < ' ' && letter != '\t')) {
                throw new SettingsException(each.getKey() + " must be one line of text.");
            }
            changed = new PropertiesText(changed).with(each.getKey(), each.getValue());
        }
        return changed;
    }

    private String with(String key, String value) {
        Optional<Entry> found =
                entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
        if (found.isPresent()) {
            Entry entry = found.get();
            return text.substring(0, entry.from())
                    + (entry.separated() || value.isEmpty() ? "" : "=")
                    + escaped(value)
                    + text.substring(entry.to());
        }
        return value.isEmpty() ? text : inserted(key + "=" + escaped(value), place(key));
    }

    /**
     * The text without what nobody may see: values of secrets, those commented out included.
     *
     * @param former where a secret is another one than there, it says so
     */
    String shown(String former) {
        Map<String, String> before = new PropertiesText(former).secrets();
        StringBuilder shown = new StringBuilder();
        int done = 0;
        for (Entry entry : entries()) {
            if (isSecret(entry.key()) && entry.to() > entry.from()) {
                String value = text.substring(entry.from(), entry.to());
                boolean changed = !value.equals(before.get(entry.key()));
                shown.append(text, done, entry.from()).append(changed ? BLANKED + " (new)" : BLANKED);
                done = entry.to();
            }
        }
        return shown.append(text.substring(done))
                .toString()
                .lines()
                .map(PropertiesText::withoutSecretInComment)
                .collect(Collectors.joining("\n"));
    }

    /** How secrets are written, by key. */
    private Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        entries().stream()
                .filter(entry -> isSecret(entry.key()))
                .forEach(entry -> secrets.put(entry.key(), text.substring(entry.from(), entry.to())));
        return secrets;
    }

    /** Whether a secret stands in it in plain. */
    boolean holdsSecrets() {
        return secrets().values().stream().anyMatch(value -> !value.isBlank() && !value.startsWith("{{env:"));
    }

    private static boolean isSecret(String key) {
        return Catalogue.find(key)
                .map(Key::secret)
                .orElseGet(() -> !ShownSettings.passedOn(key, "x").equals("x"));
    }

    private static String withoutSecretInComment(String line) {
        Matcher comment = COMMENT.matcher(line);
        return comment.matches()
                        && isSecret(comment.group(2))
                        && !comment.group(3).isBlank()
                ? comment.group(1) + BLANKED
                : Redaction.of(line);
    }

    private String inserted(String line, int at) {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        boolean open = at > 0 && LINE_ENDS.indexOf(text.charAt(at - 1)) < 0;
        return text.substring(0, at) + (open ? end : "") + line + end + text.substring(at);
    }

    /** Below the line that shows the key commented out, or below others of its family; else at the end. */
    private int place(String key) {
        int dot = key.lastIndexOf('.');
        String family = Catalogue.find(key)
                .filter(Key::family)
                .map(Key::name)
                .orElse(dot < 0 ? key : key.substring(0, dot) + ".");
        int own = 0;
        int related = 0;
        for (Line line : lines()) {
            String words = text.substring(line.from(), line.to()).strip();
            String shown = words.startsWith("#") ? words.substring(1).strip() : words;
            if (shown.startsWith(key + "=") && words.startsWith("#")) {
                own = line.next();
            } else if (shown.startsWith(family) && shown.contains("=")) {
                related = line.next();
            }
        }
        return own > 0 ? own : related > 0 ? related : text.length();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && LINE_ENDS.indexOf(text.charAt(to)) < 0) {
                to++;
            }
            int next = to;
            if (next < text.length()) {
                next += text.startsWith("\r\n", next) ? 2 : 1;
            }
            lines.add(new Line(from, to, next));
            from = next;
        }
        return lines;
    }

    /** As {@link java.util.Properties#load} finds them. */
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        List<Line> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            int from = skip(lines.get(i).from(), lines.get(i).to(), BLANKS);
            if (from == lines.get(i).to() || "#!".indexOf(text.charAt(from)) >= 0) {
                continue;
            }
            while (goesOn(lines.get(i)) && i + 1 < lines.size()) {
                i++;
            }
            entries.add(entry(from, lines.get(i).to()));
        }
        return entries;
    }

    private boolean goesOn(Line line) {
        int slashes = 0;
        while (line.to() - slashes > line.from() && text.charAt(line.to() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private Entry entry(int from, int to) {
        StringBuilder key = new StringBuilder();
        int at = from;
        while (at < to && "=: \t\f".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\' && at + 1 < to) {
                at++;
            }
            key.append(text.charAt(at));
            at++;
        }
        int end = at;
        at = skip(at, to, BLANKS);
        if (at < to && "=:".indexOf(text.charAt(at)) >= 0) {
            at = skip(at + 1, to, BLANKS);
        }
        return new Entry(key.toString(), at, to, at > end);
    }

    private int skip(int from, int to, String letters) {
        int at = from;
        while (at < to && letters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** What would be taken for something else: backslashes, and a sign that parts key and value where it comes first. */
    private static String escaped(String value) {
        String text = value.strip().replace("\\", "\\\\");
        return text.startsWith("=") || text.startsWith(":") ? "\\" + text : text;
    }
}
