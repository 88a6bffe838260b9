package org.harvestxero.console.page;

import java.util.List;
import org.harvestxero.api.Explanations;

/**
 * A draft as the client will see it, and what a reviewer should know beside.
 *
 * @param id such as {@code D12}
 * @param editing number of the line that is being changed; empty for none
 * @param rights what may be done with it now, by whoever looks
 * @param around what helps to decide
 * @param told how it came about, what was left out, the proof that nothing was lost, and what happened
 */
public record DraftView(String id, Head head, String editing, Paper paper, Rights rights, Around around, Told told) {

    /**
     * @param version of the draft that is seen; a decision about another one is refused
     * @param why a person has to look
     */
    public record Head(
            int version,
            String client,
            String period,
            String number,
            String waits,
            List<String> why,
            String agreement) {}

    /**
     * What the client gets.
     *
     * @param total before tax, and what it was when it was made
     * @param rows net, taxes and sum; the last is what is paid
     */
    public record Paper(
            List<Line> lines,
            List<Sum> facts,
            List<Sum> rows,
            Change total,
            List<String> looks,
            List<String> problems) {
        public Paper {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param cells what stands in it
     * @param change what a reviewer made of it
     * @param typed its amount as the reader would type it
     * @param added whether a reviewer put it there, so that it may be taken off
     */
    public record Line(int number, String text, Cells cells, Change change, String typed, boolean added) {
        private static final int SHORT = 40;

        /** For menus. */
        public String shortText() {
            String first = text.lines().findFirst().orElse("");
            int letters = first.codePointCount(0, first.length());
            return letters <= SHORT ? first : first.substring(0, first.offsetByCodePoints(0, SHORT)) + "…";
        }
    }

    /** @param entries how many pieces of work it is made of; empty for none */
    public record Cells(String quantity, String price, String amount, String tax, String entries) {}

    /**
     * What became of an amount.
     *
     * @param was as drafted; empty where it is unchanged
     * @param difference in money and percent; empty where it is unchanged
     * @param note where it was not on the draft as made
     */
    public record Change(String was, String difference, String note) {
        static final Change NONE = new Change("", "", "");
    }

    public record Sum(String name, String value) {}

    /**
     * @param approve whether the yes it waits for may be said; the rest needs the right to decide
     * @param obstacle why it may not, to somebody who decides at all; empty for nothing
     */
    public record Rights(
            boolean approve, boolean hold, boolean release, boolean edit, boolean reject, String obstacle) {}

    /**
     * What helps to decide.
     *
     * @param steps the yeses it needs
     * @param last the change that may be taken back; empty for none
     * @param timesheet what is to say about the hours that go along; empty without hours
     */
    public record Around(Compared compared, List<Step> steps, String last, String timesheet) {}

    /**
     * The period beside those before.
     *
     * @param headline how much more or less than the period before; empty for the first
     * @param spark the periods drawn
     * @param periods their figures
     * @param causes why it differs
     * @param leftOut what is held; empty for nothing
     */
    public record Compared(String headline, Sparkline spark, List<Sum> periods, List<Cause> causes, String leftOut) {}

    public record Cause(String name, String amount, String words) {}

    /** A yes. @param done whether it was said @param words by whom and when, or whose it is */
    public record Step(String role, boolean done, boolean next, String words) {}

    /** @param history oldest first */
    public record Told(List<Explanations.Section> sections, List<FailedDetailPage.Event> history) {
        public Told {
            sections = List.copyOf(sections);
            history = List.copyOf(history);
        }

        /** How much of it there is, for forms: what comes later happened since. */
        public String seen() {
            return Integer.toString(history.size());
        }

        /** What happened since somebody saw so much of it; empty where that can't be told. */
        public List<FailedDetailPage.Event> since(String seen) {
            int from = seen.matches("\\d{1,6}") ? Integer.parseInt(seen) : history.size();
            return from < history.size() ? history.subList(from, history.size()) : List.of();
        }
    }
}
