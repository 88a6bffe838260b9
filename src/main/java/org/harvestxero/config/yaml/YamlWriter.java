package org.harvestxero.config.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes values and entries so that every reader takes them for the same text. */
public final class YamlWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _-]*[A-Za-z0-9]|[A-Za-z]");
    /** What readers of older YAML take for something else than a text. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private YamlWriter() {}

    /** A text on one line: plain where that can mean nothing else, else in quotes. */
    public static String text(String text) {
        return PLAIN.matcher(text).matches() && isNoWord(text) ? text : quoted(text);
    }

    private static boolean isNoWord(String text) {
        return !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** @param style of what stood there before; single quotes stay such */
    static String quoted(String value, ScalarStyle style) {
        boolean single = style == ScalarStyle.SINGLE_QUOTED
                && value.codePoints().allMatch(letter -> letter >= ' ' && !isEscaped(letter));
        return single ? "'" + value.replace("'", "''") + "'" : quoted(value);
    }

    static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                text.append('\\').appendCodePoint(letter);
            } else if (isEscaped(letter)) {
                text.append(String.format("\\u%04x", letter));
            } else {
                text.appendCodePoint(letter);
            }
        });
        return text.append('"').toString();
    }

    /** Control characters, other ends of lines, and what turns the direction of writing: nobody could see them. */
    private static boolean isEscaped(int letter) {
        return letter < ' '
                || (letter >= 0x7f && letter <= 0x9f)
                || letter == 0x2028
                || letter == 0x2029
                || (letter >= 0x202a && letter <= 0x202e)
                || (letter >= 0x2066 && letter <= 0x2069)
                || letter == 0xfeff;
    }

    static String key(String key) {
        return key.matches("[a-zA-Z]+") && isNoWord(key) ? key : quoted(key);
    }

    static String entry(String key, Object value) {
        return key(key) + ": " + (value instanceof Map<?, ?> map ? flow(map) : quoted(String.valueOf(value)));
    }

    /** On one line: {@code {client: "Acme"}}. */
    static String flow(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry(String.valueOf(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** An item of a list, a line for each of its keys. */
    static List<String> lines(Map<String, ?> item, String indent) {
        List<String> entries = item.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .toList();
        return IntStream.range(0, entries.size())
                .mapToObj(at -> indent + (at == 0 ? "- " : "  ") + entries.get(at))
                .toList();
    }
}
