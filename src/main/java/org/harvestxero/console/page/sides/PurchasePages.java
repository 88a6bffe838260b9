package org.harvestxero.console.page.sides;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.Purchases;
import org.harvestxero.api.Purchases.Coded;
import org.harvestxero.api.Purchases.File;
import org.harvestxero.api.Purchases.Line;
import org.harvestxero.api.Purchases.Receipts;
import org.harvestxero.api.Purchases.Row;
import org.harvestxero.api.Purchases.Story;
import org.harvestxero.api.Purchases.Sum;
import org.harvestxero.api.Purchases.Wanted;
import org.harvestxero.api.Purchases.What;
import org.harvestxero.api.Stories.Happening;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.jspecify.annotations.Nullable;

/** Bills of people's expenses and money spent: all, and one with its lines, receipts and what happened. */
public final class PurchasePages {
    static final String PATH = "/purchases";
    private static final int PAGE = 50;

    private final Purchases purchases;

    PurchasePages(Desk desk) {
        this.purchases = desk.sides().books().purchases();
    }

    /**
     * @param what the kind that is shown; empty for both
     * @param more address of the next page; empty on the last
     */
    public record All(String what, List<Shown> rows, String more) {}

    /** One of them. @param failed address of its failed copy; empty where none stands */
    public record Shown(
            String number, String path, String what, String person, String days, String total, State state) {}

    /** @param tone class of its badge @param receipts how many are attached; empty where none go along */
    public record State(String words, String tone, String receipts, String failed) {}

    /** @param xero address of its page there; empty for none @param contact empty for the person's own */
    public record One(Shown head, String xero, String contact, List<Spent> lines, List<Event> happenings) {}

    /** An expense on it. */
    public record Spent(String number, String day, String text, String account, String amount, Receipt receipt) {}

    /** @param bad whether somebody has to see to it */
    public record Receipt(String state, String name, String link, String problem, boolean bad) {}

    /** @param words what was sent and answered; empty for nothing @param bodies the same, word for word */
    public record Event(String at, String who, String what, String tone, String words, List<String> bodies) {}

    Answer list(Asked asked) {
        Optional<What> what = asked.value("what").flatMap(What::find);
        List<Row> found = purchases.list(
                new Wanted(what.orElse(null), asked.addressed("before").orElse(0L), PAGE + 1));
        List<Row> shown = found.subList(0, Math.min(PAGE, found.size()));
        return Answer.shown(
                "purchases",
                "Purchases",
                new All(
                        what.map(What::text).orElse(""),
                        shown.stream().map(row -> shown(row, asked.format())).toList(),
                        found.size() > shown.size()
                                ? PATH
                                        + new AddressEnd()
                                                .with(
                                                        "what",
                                                        what.map(What::text).orElse(""))
                                                .with(
                                                        "before",
                                                        Long.toString(shown.get(shown.size() - 1)
                                                                .id()))
                                : ""));
    }

    Answer one(Asked asked) {
        return purchases
                .find(asked.value("number").orElse(""))
                .map(story -> Answer.shown("purchase", story.row().named().number(), one(story, asked.format())))
                .orElseGet(() -> Answer.missing("No bill of expenses and no money spent goes by that number here."));
    }

    private static Shown shown(Row row, ReaderFormat format) {
        Sum sum = row.sum();
        String failed = row.failed();
        return new Shown(
                row.named().number(),
                PATH + "/" + AddressEnd.encoded(row.named().number()),
                row.named().what() == What.BILL ? "bill" : "money spent",
                row.named().person(),
                row.span().from().equals(row.span().to())
                        ? format.date(row.span().from())
                        : format.date(row.span().from()) + " to "
                                + format.date(row.span().to()),
                sum == null ? "" : format.money(sum.total(), sum.currency()),
                new State(
                        failed == null ? words(row.state()) : "failed",
                        failed != null ? "red" : tone(row.state()),
                        receipts(row.receipts(), format),
                        failed == null ? "" : "/failed/" + failed));
    }

    private static String words(String state) {
        return switch (state) {
            case "planned" -> "on its way";
            case "closed" -> "nothing is on it any more";
            default -> state.toLowerCase(Locale.ROOT);
        };
    }

    private static String tone(String state) {
        return switch (state) {
            case "AUTHORISED", "PAID" -> "green";
            case "VOIDED", "DELETED", "closed" -> "";
            default -> "amber";
        };
    }

    private static String receipts(Receipts receipts, ReaderFormat format) {
        if (receipts.known() == 0) {
            return "";
        }
        return format.number(receipts.attached()) + " of " + format.number(receipts.known()) + " attached"
                + (receipts.failed() == 0 ? "" : ", " + format.number(receipts.failed()) + " failed");
    }

    private static One one(Story story, ReaderFormat format) {
        String currency =
                Optional.ofNullable(story.row().sum()).map(Sum::currency).orElse(null);
        return new One(
                shown(story.row(), format),
                story.row().named().link(),
                story.contact(),
                story.lines().stream()
                        .map(line -> spent(line, currency, format))
                        .toList(),
                story.happenings().stream().map(each -> event(each, format)).toList());
    }

    private static Spent spent(Line line, @Nullable String currency, ReaderFormat format) {
        Coded coded = line.coded();
        File file = line.file();
        return new Spent(
                Long.toString(line.expense()),
                format.date(line.day()),
                line.text(),
                coded == null ? "" : coded.account() + ", " + coded.taxType(),
                coded == null ? "" : format.money(coded.amount(), currency),
                new Receipt(
                        state(file, format),
                        file.name(),
                        file.link(),
                        file.problem(),
                        !file.problem().isEmpty()));
    }

    /** How far it is, how big and since when. */
    private static String state(File file, ReaderFormat format) {
        Long bytes = file.sent().bytes();
        return file.state()
                + (bytes == null ? "" : ", " + format.size(bytes))
                + (file.sent().at() == null
                        ? ""
                        : ", " + format.time(file.sent().at()));
    }

    private static Event event(Happening each, ReaderFormat format) {
        return new Event(
                format.time(each.at()),
                each.who(),
                each.what(),
                each.failed() ? "red" : each.topic().text(),
                each.detail().stream().findFirst().orElse(""),
                each.detail().stream().skip(1).toList());
    }
}
