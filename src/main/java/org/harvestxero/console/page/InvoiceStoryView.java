package org.harvestxero.console.page;

import java.util.List;
import org.harvestxero.api.Explanations.Section;

/**
 * One invoice, in words.
 *
 * @param about in a sentence
 * @param sides both sides; without rows where the invoice is none of Harvest's or ours
 * @param sections how its amounts came about
 * @param request what Xero was sent, word for word; empty where nothing was
 */
public record InvoiceStoryView(
        String about, Head head, Sides sides, Past past, List<Section> sections, List<String> request) {
    public InvoiceStoryView {
        sections = List.copyOf(sections);
        request = List.copyOf(request);
    }

    /** What happened, and the files that go along. */
    public record Past(List<Happening> happenings, List<File> files) {
        static final Past NOTHING = new Past(List.of(), List.of());

        public Past {
            happenings = List.copyOf(happenings);
            files = List.copyOf(files);
        }
    }

    /** @param state where it is, in words @param tone class of its badge @param problem what is wrong; empty for nothing */
    public record File(String name, String size, String state, String tone, String at, String problem) {}

    /**
     * @param page of the story within the console; empty where it can't be read again
     * @param name its number, or what it is while it has none
     * @param failed address of the failed copy that stands of it, within the console; empty where none does
     * @param harvest,xero links to its pages there; empty for none
     */
    public record Head(String page, String name, String failed, String harvest, String xero) {}

    /**
     * @param verdict whether both sides agree, in a sentence
     * @param tone class of its colour; empty where there is nothing to compare
     * @param looks how old what is shown is
     */
    public record Sides(
            String verdict, String tone, String looks, List<Fact> facts, List<Line> lines, List<Paid> payments) {
        public static final Sides NONE = new Sides("", "", "", List.of(), List.of(), List.of());

        public Sides {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
            payments = List.copyOf(payments);
        }
    }

    /** @param amount whether these are sums, shown one below the other */
    public record Fact(String name, String harvest, String xero, boolean differs, boolean amount) {}

    /** @param why address of the page that tells what it is made of; empty for none */
    public record Line(LineSide harvest, LineSide xero, boolean differs, String why) {}

    /** @param count quantity and price; all empty where the side has no such line */
    public record LineSide(String text, String count, String amount, String coding) {
        static final LineSide NONE = new LineSide("", "", "", "");
    }

    public record Paid(String day, String amount, String harvest, String xero, boolean settled) {}

    /**
     * @param tone class of its mark
     * @param words what was sent and answered; empty for nothing
     * @param bodies the same, word for word
     */
    public record Happening(String at, String who, String what, String tone, String words, List<String> bodies) {}
}
