package org.harvestxero.agreement;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.config.LineDiff;
import org.harvestxero.config.Sha256;

/**
 * The text of a file with its line ends. People see and type lines; what they leave alone keeps its bytes.
 *
 * @param raw as it stands on disk
 */
record FileText(String raw) {
    private static final String MARK = "\ufeff";

    /** A line and the characters that end it; none at the end of a file without a last line end. */
    private record Line(String text, String end) {}

    /** Names this text. */
    String sign() {
        return Sha256.of(raw);
    }

    /** As people see it: each line ends with one character, and no mark of the encoding is before it. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        lines().forEach(line -> shown.append(line.text()).append(line.end().isEmpty() ? "" : "\n"));
        return shown.toString();
    }

    /** What this becomes when somebody makes {@code typed} of what is shown. */
    FileText become(String typed) {
        List<Line> before = lines();
        List<String> after = split(typed).stream().map(Line::text).toList();
        String usual = before.stream()
                .map(Line::end)
                .filter(end -> !end.isEmpty())
                .findFirst()
                .orElse("\n");
        StringBuilder made = new StringBuilder(raw.startsWith(MARK) ? MARK : "");
        int left = after.size();
        boolean ended = typed.isEmpty() || typed.endsWith("\n");
        for (LineDiff.Line line : LineDiff.of(before.stream().map(Line::text).toList(), after)) {
            if (line.kind() == LineDiff.Kind.REMOVED) {
                continue;
            }
            left--;
            String end = line.kind() == LineDiff.Kind.SAME
                    ? before.get(line.before() - 1).end()
                    : usual;
            boolean last = left == 0;
            made.append(line.text()).append(last && !ended ? "" : end.isEmpty() ? usual : end);
        }
        return new FileText(made.toString());
    }

    private List<Line> lines() {
        return split(raw.startsWith(MARK) ? raw.substring(MARK.length()) : raw);
    }

    private static List<Line> split(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int at = start;
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            int end = at == text.length() ? at : text.startsWith("\r\n", at) ? at + 2 : at + 1;
            lines.add(new Line(text.substring(start, at), text.substring(at, end)));
            start = end;
        }
        return lines;
    }
}
