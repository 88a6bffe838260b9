package org.harvestxero.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.DraftInsights.Step;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.OpenWord;
import org.harvestxero.api.Reviews.Tax;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;

/** What commands print about drafts, for people. */
final class ReviewTexts {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ZoneId zone;

    ReviewTexts(ZoneId zone) {
        this.zone = zone;
    }

    static String list(List<Item> items) {
        if (items.isEmpty()) {
            return "No draft waits for anybody.\n";
        }
        Table table = new Table(">ID", "CLIENT", "PERIOD", ">BEFORE TAX", "", "STATE", "WHY");
        for (Item item : items) {
            table.row(
                    PublicIds.draft(item.id()),
                    item.client(),
                    item.period(),
                    TextOutput.amount(item.total(), item.currency()),
                    item.currency(),
                    (item.number() == null ? "" : item.number() + " ") + state(item),
                    String.join("; ", item.reasons()));
        }
        return table + "\nLook closer with `review show ID`; decide with `review approve|hold|edit|reject ID`.\n";
    }

    private static String state(Item item) {
        String state = item.state().name().toLowerCase(Locale.ROOT);
        return item.waitsFor()
                .map(role -> "review: " + role)
                .orElse(item.decidedBy() == null ? state : state + " by " + item.decidedBy());
    }

    static String done(Item item) {
        return "Draft " + PublicIds.draft(item.id()) + ", " + item.client() + ", " + item.period() + ", "
                + TextOutput.amount(item.total(), item.currency()) + " " + item.currency() + ": " + next(item) + "\n";
    }

    private static String next(Item item) {
        return switch (item.state()) {
            case REVIEW ->
                item.waitsFor()
                        .map(role -> "waits for the yes of a " + role
                                + (item.step() > 0 ? ", of somebody else than " + item.decidedBy() : "") + ".")
                        .orElse("waits.");
            case HELD -> "put aside. Let it go on with `review release " + PublicIds.draft(item.id()) + "`.";
            case REJECTED -> "rejected; its work is open again.";
            case APPROVED -> "approved. It goes out with the next cycle.";
            default -> item.state().name().toLowerCase(Locale.ROOT) + ".";
        };
    }

    String detail(Detail detail, DraftInsights insights) {
        Item item = detail.item();
        Table head = new Table("draft " + PublicIds.draft(item.id()), item.client() + ", " + item.period());
        head.row("state", state(item) + " (version " + item.version() + ")");
        if (item.number() != null) {
            head.row("invoice", item.number());
        }
        head.row("before tax", TextOutput.amount(item.total(), item.currency()) + " " + item.currency());
        charge(head, detail.charge(), item.currency());
        head.row("issued", item.issueDate() + ", due " + item.dueDate());
        head.row("agreement", detail.agreement());
        item.reasons().forEach(reason -> head.row("to review", reason));
        new VarianceTexts(insights, item).into(head);
        steps(head, insights.steps(item.id()));
        detail.notes().forEach(note -> head.row("note", note));
        StringBuilder text = new StringBuilder(head.toString());
        lines(text.append('\n'), detail.draft(), detail.charge().taxTypes());
        if (detail.original() != null) {
            text.append("\nAs it was made, ")
                    .append(detail.original().subtotal())
                    .append(":\n");
            lines(text, detail.original(), List.of());
        }
        text.append('\n').append(detail.tieOut()).append("\n\n");
        Table history = new Table("WHEN", "WHO", "WHAT");
        detail.history().forEach(event -> history.row(time(event.at()), event.who(), event.what()));
        return text.append(history).toString();
    }

    /** Who has to say yes, where that is more than one. */
    private void steps(Table head, List<Step> steps) {
        if (steps.size() > 1) {
            steps.forEach(step -> head.row(
                    "yes of a " + step.role(),
                    step.who() != null && step.at() != null
                            ? step.who() + ", " + time(step.at())
                            : step.people().isEmpty() ? "open" : "open; " + String.join(", ", step.people())));
        }
    }

    /** What the client sees. */
    private static void charge(Table head, Charge charge, String currency) {
        for (Tax tax : charge.taxes()) {
            head.row(
                    "tax",
                    TextOutput.amount(tax.amount(), currency) + " " + currency + " (" + tax.inWords() + " on "
                            + TextOutput.amount(tax.net(), currency) + ")");
        }
        if (charge.gross() != null) {
            head.row(
                    charge.gross().signum() < 0 ? "credit note" : "to pay",
                    TextOutput.amount(charge.gross(), currency) + " " + currency);
        }
        head.row("contact", charge.contact() + (charge.newContact() ? " (made in Xero with it)" : ""));
        if (!charge.reference().isEmpty()) {
            head.row("reference", charge.reference());
        }
        if (!charge.purchaseOrder().isEmpty()) {
            head.row("purchase order", charge.purchaseOrder());
        }
        charge.changes().forEach(change -> head.row("look twice", change));
        charge.problems().forEach(problem -> head.row("stands in the way", problem));
    }

    /** @param taxTypes of each line; empty where they are not known */
    private static void lines(StringBuilder text, Draft draft, List<String> taxTypes) {
        Table table = new Table(">LINE", ">QUANTITY", ">PRICE", ">AMOUNT", "TAX", ">ENTRIES", "TEXT");
        for (int i = 0; i < draft.lines().size(); i++) {
            DraftLine line = draft.lines().get(i);
            table.row(
                    Integer.toString(i + 1),
                    line.quantity(),
                    plain(line.price().unitAmount()),
                    TextOutput.amount(line.amount()),
                    taxTypes.isEmpty() ? "" : taxTypes.get(i),
                    line.sources().isEmpty()
                            ? ""
                            : Integer.toString(line.sources().size()),
                    line.description());
        }
        text.append(table);
    }

    String words(List<OpenWord> words) {
        if (words.isEmpty()) {
            return "No decision waits for a bill.\n";
        }
        Table table = new Table(">ID", "WHEN", "WHO", "WHAT");
        words.forEach(word -> table.row(Long.toString(word.id()), time(word.at()), word.who(), word.what()));
        return table.toString();
    }

    /** @param request whether to repeat what Xero was sent, word for word */
    static String explanation(Explanation explanation, boolean request) {
        StringBuilder text = new StringBuilder(explanation.about()).append('\n');
        for (Section section : explanation.sections()) {
            if (section.title().equals(Explanations.REQUEST) && !request) {
                continue;
            }
            text.append('\n').append(section.title()).append('\n');
            for (String sentence : section.sentences()) {
                text.append("  ")
                        .append(String.join(
                                "\n      ",
                                Table.wrap(sentence, Screen.current().width() - 6)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private String time(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }
}
