package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.Stories.Attachment;
import org.harvestxero.api.Stories.Fact;
import org.harvestxero.api.Stories.Field;
import org.harvestxero.api.Stories.Happening;
import org.harvestxero.api.Stories.InXero;
import org.harvestxero.api.Stories.Line;
import org.harvestxero.api.Stories.LineSide;
import org.harvestxero.api.Stories.Looks;
import org.harvestxero.api.Stories.Paid;
import org.harvestxero.api.Stories.Story;
import org.harvestxero.api.Stories.Value;
import org.jspecify.annotations.Nullable;

/** Puts a story into the reader's words. */
final class StoryWords {
    private final ReaderFormat format;
    private final Story story;

    private StoryWords(ReaderFormat format, Story story) {
        this.format = format;
        this.story = story;
    }

    static InvoiceStoryView.Sides sides(Story story, ReaderFormat format) {
        StoryWords words = new StoryWords(format, story);
        List<String> differences = words.differences();
        List<InvoiceStoryView.Line> lines = new ArrayList<>();
        for (Line line : story.lines()) {
            lines.add(words.line(line, lines.size() + 1));
        }
        return new InvoiceStoryView.Sides(
                words.verdict(differences),
                words.isOnBoth() ? differences.isEmpty() ? "green" : "amber" : "",
                words.looks(story.looks()),
                story.facts().stream().map(words::fact).toList(),
                lines,
                story.payments().stream().map(words::paid).toList());
    }

    static List<InvoiceStoryView.Happening> happenings(Story story, ReaderFormat format) {
        StoryWords words = new StoryWords(format, story);
        return story.happenings().stream().map(words::happening).toList();
    }

    static List<InvoiceStoryView.File> files(List<Attachment> files, ReaderFormat format) {
        return files.stream()
                .map(file -> new InvoiceStoryView.File(
                        file.name(),
                        file.bytes() == null ? "" : format.size(file.bytes()),
                        standing(file),
                        tone(file),
                        format.time(file.at()),
                        file.problem()))
                .toList();
    }

    private static String standing(Attachment file) {
        return switch (file.state()) {
            case WAITING -> "waits to be attached";
            case SENDING -> "is being attached";
            case ATTACHED ->
                switch (file.seen()) {
                    case MISSING -> "was attached, and is not in Xero any more";
                    case THERE -> "stands in Xero";
                    case NOT_ASKED -> "attached";
                };
            case UNCLEAR -> "may be attached";
            case FAILED -> "could not be attached";
            case GIVEN_UP -> "given up";
            case BY_OTHERS -> "attached in Xero, not from here";
        };
    }

    private static String tone(Attachment file) {
        return switch (file.state()) {
            case ATTACHED -> file.seen() == InXero.MISSING ? "amber" : "green";
            case WAITING, SENDING, UNCLEAR -> "amber";
            case FAILED, GIVEN_UP -> "red";
            case BY_OTHERS -> "";
        };
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        story.facts().stream()
                .filter(Fact::differs)
                .map(fact -> name(fact.field()).toLowerCase(Locale.ROOT))
                .forEach(differences::add);
        if (story.lines().stream().anyMatch(Line::differs)) {
            differences.add("lines");
        }
        if (story.payments().stream().anyMatch(paid -> !paid.settled())) {
            differences.add("payments");
        }
        return differences;
    }

    private boolean isOnBoth() {
        return !story.head().sides().harvest().state().isEmpty()
                && !story.head().sides().xero().state().isEmpty();
    }

    private String verdict(List<String> differences) {
        boolean harvest = !story.head().sides().harvest().state().isEmpty();
        boolean xero = !story.head().sides().xero().state().isEmpty();
        if (!isOnBoth()) {
            return harvest
                    ? "It stands in Harvest, and not in Xero."
                    : xero ? "It stands in Xero, and has no invoice in Harvest." : "It stands on neither side yet.";
        }
        return differences.isEmpty()
                ? "Both sides agree."
                : "Both sides differ: " + String.join(", ", differences) + ".";
    }

    private String looks(Looks looks) {
        if (looks.read() != null) {
            return "Both read " + format.ago(looks.read()) + ".";
        }
        List<String> words = new ArrayList<>();
        if (looks.harvest() != null) {
            words.add("Harvest as of " + format.time(looks.harvest()));
        }
        if (looks.xero() != null) {
            words.add("Xero as of " + format.time(looks.xero()));
        }
        return words.isEmpty() ? "" : String.join(", ", words) + ", as last heard of.";
    }

    private InvoiceStoryView.Fact fact(Fact fact) {
        boolean amount = isAmount(fact.harvest()) || isAmount(fact.xero());
        return new InvoiceStoryView.Fact(
                name(fact.field()), value(fact, fact.harvest()), value(fact, fact.xero()), fact.differs(), amount);
    }

    private static boolean isAmount(@Nullable Value value) {
        return value != null && value.amount() != null;
    }

    private String value(Fact fact, @Nullable Value value) {
        if (value == null) {
            return "";
        }
        if (value.amount() != null) {
            return format.money(value.amount(), story.head().currency());
        }
        if (value.day() != null) {
            return format.date(value.day());
        }
        String text = value.text() == null ? "" : value.text();
        return fact.field() == Field.STATE ? InvoiceWords.side(text) : text;
    }

    private static String name(Field field) {
        return switch (field) {
            case NUMBER -> "Number";
            case CLIENT -> "Client";
            case STATE -> "State";
            case ISSUED -> "Issued";
            case DUE -> "Due";
            case REFERENCE -> "Order or reference";
            case NET -> "Before tax";
            case TAX -> "Tax";
            case TOTAL -> "Total";
            case PAID -> "Paid";
            case OPEN -> "Left to pay";
        };
    }

    private InvoiceStoryView.Line line(Line line, int number) {
        String draft = story.head().draft();
        return new InvoiceStoryView.Line(
                side(line.harvest()),
                side(line.xero()),
                line.differs(),
                draft == null || line.xero() == null ? "" : "/review/" + draft + "/lines/" + number);
    }

    private InvoiceStoryView.LineSide side(@Nullable LineSide side) {
        String currency = story.head().currency();
        return side == null
                ? InvoiceStoryView.LineSide.NONE
                : new InvoiceStoryView.LineSide(
                        side.text(),
                        format.quantity(side.quantity()) + " × " + format.exact(side.price(), currency),
                        format.money(side.amount(), currency),
                        side.coding());
    }

    private InvoiceStoryView.Paid paid(Paid paid) {
        return new InvoiceStoryView.Paid(
                format.date(paid.day()),
                format.money(paid.amount(), story.head().currency()),
                paid.harvest(),
                paid.xero(),
                paid.settled());
    }

    private InvoiceStoryView.Happening happening(Happening happening) {
        return new InvoiceStoryView.Happening(
                format.time(happening.at()),
                happening.who(),
                happening.what(),
                happening.failed() ? "red" : happening.topic().text(),
                Optional.of(happening.detail())
                        .filter(detail -> !detail.isEmpty())
                        .map(detail -> detail.get(0))
                        .orElse(""),
                happening.detail().stream().skip(1).toList());
    }
}
