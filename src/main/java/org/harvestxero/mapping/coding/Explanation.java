package org.harvestxero.mapping.coding;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rule decided what, in words.
 *
 * @param document what was decided for the whole invoice
 * @param lines what was decided for each line of the Xero invoice, in its order
 */
public record Explanation(List<Decision> document, List<Line> lines) {
    public Explanation {
        document = List.copyOf(document);
        lines = List.copyOf(lines);
    }

    /** One thing decided: {@code account = 200, because it is the item's sales account}. */
    public record Decision(String what, String value, String because) {
        @Override
        public String toString() {
            return what + " = " + value + ": " + because;
        }
    }

    /** @param title the line's description, shortened */
    public record Line(String title, List<Decision> decisions) {
        public Line {
            decisions = List.copyOf(decisions);
        }
    }

    /** The whole explanation as lines of text, the lines of the invoice numbered from 1. */
    public List<String> text() {
        List<String> text = new ArrayList<>();
        document.forEach(decision -> text.add(decision.toString()));
        for (int i = 0; i < lines.size(); i++) {
            text.add("line " + (i + 1) + ": " + lines.get(i).title());
            lines.get(i).decisions().forEach(decision -> text.add("  " + decision));
        }
        return text;
    }
}
