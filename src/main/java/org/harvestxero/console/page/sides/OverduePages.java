package org.harvestxero.console.page.sides;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.Item;
import org.harvestxero.api.OverdueDesk.Outcome;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.user.Right;
import org.harvestxero.dunning.Debt;

/** What is open and for how long, what is done next about each invoice, and each mail as it would go. */
final class OverduePages {
    static final String PATH = "/sides/overdue";
    private static final int PAGE = 50;
    private static final int PROMISED_DAYS = 90;

    private final OverdueDesk desk;
    private final OverdueActions actions;

    OverduePages(Desk desk, OverdueActions actions) {
        this.desk = desk.sides().overdue();
        this.actions = actions;
    }

    Answer show(Asked asked) {
        ReaderFormat format = asked.format();
        String client = asked.value("client").orElse("");
        List<Item> items = after(
                desk.list(client.isEmpty() ? null : client),
                asked.value("after").orElse(""));
        List<Item> shown = items.stream().limit(PAGE).toList();
        return Answer.shown(
                "overdue",
                "Overdue",
                new OverdueView(
                        actions.reading(format),
                        AgedTable.COLUMNS,
                        new AgedTable(format).rows(desk.aged()),
                        shown.stream().map(item -> row(item, format)).toList(),
                        client,
                        items.size() > PAGE
                                ? PATH + "?client=" + AddressEnd.encoded(client) + "&after=" + key(shown.get(PAGE - 1))
                                : "",
                        beside(format),
                        asked.may(Right.MEND)));
    }

    /** Those behind the one that was shown last, in the order of the list. */
    private static List<Item> after(List<Item> items, String key) {
        for (int i = 0; i < items.size(); i++) {
            if (key(items.get(i)).equals(key)) {
                return items.subList(i + 1, items.size());
            }
        }
        return items;
    }

    private static String key(Item item) {
        return AddressEnd.encoded(item.debt().id());
    }

    private OverdueView.Row row(Item item, ReaderFormat format) {
        Debt debt = item.debt();
        OverdueDesk.Next next = item.next();
        return new OverdueView.Row(
                debt.number(),
                PATH + "/invoice?number=" + AddressEnd.encoded(debt.number()),
                debt.debtor().name(),
                format.date(debt.dates().due()),
                age(item.daysPast(), format),
                item.daysPast() > 0,
                format.money(debt.due(), debt.currency()),
                item.done().stream()
                        .filter(each -> !each.state().equals("passed"))
                        .map(OverdueDesk.Done::step)
                        .collect(Collectors.joining(", ")),
                next == null ? "no step is left" : next.step() + ", " + format.date(next.on()),
                item.hold() == null ? "" : item.hold().words());
    }

    private static String age(long daysPast, ReaderFormat format) {
        return daysPast > 0
                ? format.count(daysPast, "day") + " late"
                : daysPast == 0 ? "due today" : "in " + format.count(-daysPast, "day");
    }

    private OverdueView.Beside beside(ReaderFormat format) {
        OverdueDesk.Promises promises = desk.promises(PROMISED_DAYS);
        return new OverdueView.Beside(
                desk.stopList().stream()
                        .limit(PAGE)
                        .map(stop -> new OverdueView.Stop(
                                stop.debt().debtor().name(),
                                stop.debt().number(),
                                PATH + "/invoice?number="
                                        + AddressEnd.encoded(stop.debt().number()),
                                format.money(stop.debt().due(), stop.debt().currency()),
                                age(stop.daysPast(), format),
                                format.date(LocalDate.ofInstant(stop.since(), actions.zone()))))
                        .toList(),
                desk.mails(false).stream()
                        .limit(PAGE)
                        .map(mail -> new OverdueView.Mail(
                                "M" + mail.id(),
                                mail.id(),
                                mail.addresses(),
                                format.date(mail.day()),
                                mail.subject(),
                                mail.invoices(),
                                mail.state().replace('-', ' '),
                                Words.orEmpty(mail.note())))
                        .toList(),
                promises.made().stream()
                        .sorted(Comparator.comparing(OverdueDesk.PromiseMade::at)
                                .reversed())
                        .limit(PAGE)
                        .map(made -> promise(made, format))
                        .toList(),
                promises.made().isEmpty()
                        ? ""
                        : format.number(promises.count(Outcome.KEPT)) + " kept, "
                                + format.number(promises.count(Outcome.BROKEN)) + " broken, "
                                + format.number(promises.count(Outcome.OPEN)) + " open in " + PROMISED_DAYS + " days");
    }

    private static OverdueView.Promise promise(OverdueDesk.PromiseMade made, ReaderFormat format) {
        return new OverdueView.Promise(
                made.invoice(),
                made.client(),
                format.date(made.until()),
                format.date(made.settled()),
                switch (made.outcome()) {
                    case OPEN -> "open";
                    case KEPT -> "kept";
                    case BROKEN -> "broken";
                    case ENDED -> "ended";
                },
                made.who());
    }

    Answer live(Asked asked) {
        return Answer.shown("marksLive", "Overdue", actions.reading(asked.format()));
    }

    /** One invoice, with what may be arranged about it. */
    Answer invoice(Asked asked) {
        String number = asked.value("number").orElse("");
        Optional<Item> found = desk.list(null).stream()
                .filter(item -> item.debt().number().equalsIgnoreCase(number))
                .findFirst();
        if (number.isEmpty() || found.isEmpty()) {
            return Answer.missing(
                    "No open invoice of that number is known: it was paid meanwhile, or was not read yet.");
        }
        Item item = found.get();
        boolean stopped = desk.stopList().stream()
                .anyMatch(stop -> stop.debt().id().equals(item.debt().id()));
        return Answer.shown(
                "overdueInvoice",
                item.debt().number(),
                new OverdueView.Detail(
                        row(item, asked.format()),
                        item.done().stream()
                                .map(done -> new OverdueView.Done(
                                        done.step(),
                                        done.state(),
                                        asked.format().time(done.at())))
                                .toList(),
                        stopped || isArranged(item),
                        asked.format().today().toString(),
                        asked.may(Right.MEND)));
    }

    private static boolean isArranged(Item item) {
        return item.hold() != null
                && switch (item.hold().why()) {
                    case PROMISED, DISPUTED -> true;
                    default -> false;
                };
    }

    /** What a run would do now, with each mail word for word. */
    Answer preview(Asked asked) {
        Optional<OverdueReport> report = actions.lastPreview();
        ReaderFormat format = asked.format();
        return Answer.shown(
                "overduePreview",
                "Mails as they would go",
                new OverdueView.Preview(
                        actions.previewing(format),
                        report.map(OverduePages::letters).orElse(List.of()),
                        report.map(OverdueReport::stopped).orElse(List.of()),
                        report.map(OverdueReport::notes).orElse(List.of()),
                        report.map(OverdueReport::troubles).orElse(List.of()).stream()
                                .map(trouble -> trouble.message() + " " + trouble.remedy())
                                .collect(Collectors.joining(" ")),
                        report.isPresent() && isDue(report.get()),
                        asked.may(Right.MEND)));
    }

    /** Whether letting it go would do anything. */
    private static boolean isDue(OverdueReport report) {
        return report.mails().stream().anyMatch(mail -> mail.state() == OverdueReport.State.DUE)
                || !report.stopped().isEmpty();
    }

    Answer previewLive(Asked asked) {
        return Answer.shown("marksLive", "Mails as they would go", actions.previewing(asked.format()));
    }

    private static List<OverdueView.Letter> letters(OverdueReport report) {
        List<OverdueView.Letter> letters = new ArrayList<>();
        for (OverdueReport.Mail mail : report.mails()) {
            letters.add(new OverdueView.Letter(
                    mail.recipient(),
                    String.join(", ", mail.addresses()),
                    mail.through().equals("xero") ? "by Xero, in its own words" : "by mail",
                    mail.subject(),
                    mail.body(),
                    mail.asked().stream()
                            .map(each -> each.number() + " (" + each.step() + ")")
                            .collect(Collectors.joining(", ")),
                    words(mail.state()),
                    switch (mail.state()) {
                        case DUE, SENT -> "green";
                        case FAILED, NOT_SENT, UNCLEAR -> "red";
                        default -> "amber";
                    },
                    Words.orEmpty(mail.note())));
        }
        return letters;
    }

    private static String words(OverdueReport.State state) {
        return switch (state) {
            case DUE -> "would go now";
            case SENT -> "sent";
            case WAITS -> "waits for the client's hours";
            case OFF -> "mails to clients are off";
            case SHOWN -> "waits for a first yes";
            case NOT_SENT -> "not sent, tried again";
            case FAILED -> "not sent";
            case UNCLEAR -> "may have been sent";
            case NOTHING_LEFT -> "nothing left to ask for";
        };
    }
}
