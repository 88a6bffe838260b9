package org.harvestxero.console.page;

import java.util.List;
import org.harvestxero.api.Explanations;

/**
 * A draft as the client will see it, and what a reviewer should know beside.
 *
 * @param id such as {@code D12}
 * @param rights what may be done with it now, by whoever looks
 * @param sections how it came about, what was left out, and the proof that nothing was lost
 */
public record DraftView(
        String id,
        Head head,
        List<Line> lines,
        Charge charge,
        Rights rights,
        List<Explanations.Section> sections,
        List<FailedDetailPage.Event> history) {
    public DraftView {
        lines = List.copyOf(lines);
        sections = List.copyOf(sections);
        history = List.copyOf(history);
    }

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
     * A line.
     *
     * @param entries how many pieces of work it is made of; empty for none
     * @param was what it came to as drafted; empty where it is unchanged
     */
    public record Line(
            int number,
            String text,
            String quantity,
            String price,
            String amount,
            String tax,
            String entries,
            String was) {}

    /** What the client is charged. @param rows net, taxes and sum; the last is what is paid */
    public record Charge(List<Sum> rows, List<Sum> facts, List<String> looks, List<String> problems) {}

    public record Sum(String name, String value) {}

    /** @param approve whether the yes it waits for may be said; the rest needs the right to decide */
    public record Rights(boolean approve, boolean hold, boolean release, boolean edit, boolean reject) {}
}
